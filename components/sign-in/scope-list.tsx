import type { IconNode } from 'lucide';
import { Boxes, Fingerprint, IdCard, Mail, MapPin, Phone, RefreshCw, User, Users } from 'lucide';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/checkbox';
import { Icon } from '@/components/ui/icon';
import type { Account } from './application';

export interface ConsentScope {
  /** The scope's name on the wire. */
  scope: string;
  /** What an API's scope allows, in its owner's words; the standard scopes have ours. */
  description?: string | undefined;
  /** The API's name. */
  api?: string | undefined;
  /** True when the person allowed other things before, and this is not among them. */
  isNew: boolean;
  /** May be unticked; posted as `scope` when ticked. */
  optional: boolean;
}

const icons: Record<string, IconNode> = {
  openid: Fingerprint,
  profile: User,
  email: Mail,
  address: MapPin,
  phone: Phone,
  offline_access: RefreshCw,
  roles: IdCard,
  groups: Users,
};

/** The scopes of one kind: all required, or all optional with a box to untick. */
export function ScopeList({ scopes, account }: { scopes: ConsentScope[]; account: Account }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {scopes.map((entry) => (
        <ScopeRow key={entry.scope} entry={entry} account={account} />
      ))}
    </ul>
  );
}

function ScopeRow({ entry, account }: { entry: ConsentScope; account: Account }) {
  const t = useTranslations('consent');
  const { title, detail } = useScopeWords(entry, account);
  const words = (
    <>
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 font-medium">
        <span className="min-w-0 wrap-anywhere">{title}</span>
        {entry.isNew && <Badge tone="accent">{t('new')}</Badge>}
      </span>
      {detail && <span className="block text-sm text-ink-muted wrap-anywhere">{detail}</span>}
    </>
  );
  if (!entry.optional) {
    return (
      <li className="flex gap-3 px-4 py-3.5 short:py-2">
        <Icon as={icons[entry.scope] ?? Boxes} size="lg" className="mt-px text-ink-muted" />
        <span className="min-w-0 flex-1">{words}</span>
      </li>
    );
  }
  return (
    <li>
      <label htmlFor={`scope-${entry.scope}`} className="flex cursor-pointer gap-3 px-4 py-3.5 short:py-2">
        <span className="flex h-[1lh] w-5 flex-none items-center justify-center">
          <Checkbox id={`scope-${entry.scope}`} name="scope" value={entry.scope} defaultChecked />
        </span>
        <span className="min-w-0 flex-1">{words}</span>
      </label>
    </li>
  );
}

function useScopeWords(
  { scope, description, api }: ConsentScope,
  account: Account,
): { title: ReactNode; detail: ReactNode } {
  const t = useTranslations('scopes');
  switch (scope) {
    case 'openid':
    case 'profile':
    case 'address':
    case 'phone':
    case 'offline_access':
    case 'roles':
    case 'groups':
      return { title: t(`${scope}.title`), detail: t(`${scope}.detail`) };
    case 'email':
      return { title: t('email.title'), detail: t('email.detail', { email: account.email ?? 'none' }) };
    default:
      return { title: description ?? scope, detail: api === undefined ? undefined : t('api', { api }) };
  }
}
