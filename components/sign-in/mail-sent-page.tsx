import { MailCheck } from 'lucide';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';

/** Says that a mail went out, to whatever address was typed: the same whether or not anybody has it. */
export function MailSentPage({ backHref }: { backHref: string }) {
  const t = useTranslations('mailSent');
  return (
    <>
      <GateHead
        crown={
          <Glyph tone="success">
            <Icon as={MailCheck} size="xl" />
          </Glyph>
        }
        title={t('title')}
      >
        <p>{t('detail')}</p>
      </GateHead>
      <div className="grid grid-cols-1 gap-6">
        <p className="text-center text-sm text-balance text-ink-muted">{t('nothing')}</p>
        <ButtonLink href={backHref} size="lg" shape="block">
          {t('back')}
        </ButtonLink>
      </div>
    </>
  );
}
