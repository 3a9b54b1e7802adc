import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';

/** Warns of an application that made its own entry here and that nobody has looked at. */
export function Unreviewed({ application, realm }: { application: string; realm: string }) {
  const t = useTranslations('unreviewed');
  return (
    <Alert tone="warning" title={t('title')}>
      <p className="wrap-anywhere">{t('text', { application, realm })}</p>
    </Alert>
  );
}
