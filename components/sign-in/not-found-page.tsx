import { Compass } from 'lucide';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';

/** For an address that no page has, and for what one may not see. */
export function NotFoundPage({ realm, homeHref }: { realm: string; homeHref: string }) {
  const t = useTranslations('notFound');
  return (
    <>
      <GateHead
        crown={
          <Glyph>
            <Icon as={Compass} size="xl" />
          </Glyph>
        }
        title={t('title')}
      >
        <p>{t('detail')}</p>
      </GateHead>
      <ButtonLink href={homeHref} variant="primary" size="lg" shape="block">
        {t('home', { realm })}
      </ButtonLink>
    </>
  );
}
