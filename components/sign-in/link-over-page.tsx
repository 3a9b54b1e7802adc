import { Unlink2 } from 'lucide';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';

export interface LinkOverPageProps {
  realm: string;
  homeHref: string;
  /** Where one asks for another link; absent where only others can send one. */
  againHref?: string | undefined;
}

/** What stands behind a mailed link that does nothing: used, too old, replaced, or never sent. */
export function LinkOverPage({ realm, homeHref, againHref }: LinkOverPageProps) {
  const t = useTranslations('linkOver');
  return (
    <>
      <GateHead
        crown={
          <Glyph tone="danger">
            <Icon as={Unlink2} size="xl" />
          </Glyph>
        }
        title={t('title')}
      >
        <p>{t('detail')}</p>
      </GateHead>
      <div className="grid grid-cols-1 gap-2">
        {againHref && (
          <ButtonLink href={againHref} variant="primary" size="lg" shape="block">
            {t('again')}
          </ButtonLink>
        )}
        <ButtonLink href={homeHref} size="lg" shape="block">
          {t('home', { realm })}
        </ButtonLink>
      </div>
    </>
  );
}
