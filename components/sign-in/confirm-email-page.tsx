import { MailCheck } from 'lucide';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/components/ui/button';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { EnhancedForm } from './enhanced-form';
import type { FormFailure } from './form-failure';
import { FormFailureAlert } from './form-failure';
import { HiddenFields } from './hidden-fields';

export interface ConfirmEmailPageProps {
  /** The one-time token of the mailed link. */
  token: string;
  request?: string | undefined;
  /** Absent when the one who asked is not signed in here. */
  asked?: { email: string; username: string } | undefined;
  failure?: FormFailure | undefined;
  signInHref: string;
}

/** Posts `token` and `request` to `/interaction/confirm-email`. */
export function ConfirmEmailPage({ token, request, asked, failure, signInHref }: ConfirmEmailPageProps) {
  const t = useTranslations('confirmEmail');
  return (
    <>
      <GateHead
        crown={
          <Glyph>
            <Icon as={MailCheck} size="xl" />
          </Glyph>
        }
        title={t('title')}
      >
        <p className="wrap-anywhere">{asked ? t('lead', asked) : t('signIn')}</p>
      </GateHead>
      <div className="grid grid-cols-1 gap-4">
        {failure && <FormFailureAlert failure={failure} />}
        {asked ? (
          <EnhancedForm action="/interaction/confirm-email">
            <HiddenFields values={{ token, request }} />
            <Button
              id="confirm-submit"
              type="submit"
              variant="primary"
              size="lg"
              shape="block"
              busyLabel={t('submitting')}
            >
              {t('submit')}
            </Button>
          </EnhancedForm>
        ) : (
          <ButtonLink href={signInHref} variant="primary" size="lg" shape="block">
            {t('toSignIn')}
          </ButtonLink>
        )}
      </div>
    </>
  );
}
