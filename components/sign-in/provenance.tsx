import { BadgeCheck, BadgeQuestionMark } from 'lucide';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Icon } from '@/components/ui/icon';

/** Who runs an application, and whether an administrator has checked that. */
export function Provenance({
  realm,
  owner,
  verified,
}: {
  realm: string;
  owner: string | undefined;
  verified: boolean;
}) {
  const t = useTranslations('consent');
  return (
    <div className="grid grid-cols-1 gap-1">
      <p className="flex flex-wrap items-center justify-center gap-x-2 gap-y-1">
        {owner && <span className="min-w-0 wrap-anywhere">{t('by', { owner })}</span>}
        {verified ? (
          <Badge tone="success" icon={<Icon as={BadgeCheck} size="xs" />}>
            {t('verified')}
          </Badge>
        ) : (
          <Badge icon={<Icon as={BadgeQuestionMark} size="xs" />}>{t('unverified')}</Badge>
        )}
      </p>
      {!verified && <p className="text-sm">{t('unverifiedHint', { realm })}</p>}
    </div>
  );
}
