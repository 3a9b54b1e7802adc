import { BadgeCheck, BadgeQuestionMark } from 'lucide';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Icon } from '@/components/ui/icon';

/** Who runs an application, and whether an administrator has checked that; undefined where it is an administrator's own. */
export function Provenance({
  realm,
  owner,
  verified,
}: {
  realm: string;
  owner: string | undefined;
  verified: boolean | undefined;
}) {
  const t = useTranslations('consent');
  if (owner === undefined && verified === undefined) return null;
  return (
    <div className="grid grid-cols-1 gap-1">
      <p className="flex flex-wrap items-center justify-center gap-x-2 gap-y-1">
        {owner && <span className="min-w-0 wrap-anywhere">{t('by', { owner })}</span>}
        {verified === true && (
          <Badge tone="success" icon={<Icon as={BadgeCheck} size="xs" />}>
            {t('verified')}
          </Badge>
        )}
        {verified === false && <Badge icon={<Icon as={BadgeQuestionMark} size="xs" />}>{t('unverified')}</Badge>}
      </p>
      {verified === false && <p className="text-sm">{t('unverifiedHint', { realm })}</p>}
    </div>
  );
}
