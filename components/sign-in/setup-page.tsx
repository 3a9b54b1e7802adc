import { CircleCheck, Unlink2 } from 'lucide';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { Crown } from './crown';
import type { NewPersonFormProps } from './new-person-form';
import { NewPersonForm } from './new-person-form';

export interface SetupPageProps extends Pick<NewPersonFormProps, 'typed' | 'problems' | 'failure'> {
  realm: string;
  /** The one-time token of the printed link. */
  token: string;
}

/** Makes the first administrator. Posts `name`, `username`, `email`, `password` and `token` to `/interaction/setup`. */
export function SetupPage({ realm, token, ...form }: SetupPageProps) {
  const t = useTranslations('setup');
  return (
    <>
      <GateHead crown={<Crown />} title={t('title', { realm })}>
        <p>{t('lead')}</p>
      </GateHead>
      <NewPersonForm
        {...form}
        action="/interaction/setup"
        hidden={{ token }}
        submitId="setup-submit"
        submitLabel={t('submit')}
        submittingLabel={t('submitting')}
      />
    </>
  );
}

export interface SetupOverPageProps {
  realm: string;
  /** `complete`: there is an administrator. `unusable`: the token is unknown, used or too old. */
  reason: 'complete' | 'unusable';
  signInHref: string;
}

/** What stands at the setup address when its form would do nothing. */
export function SetupOverPage({ realm, reason, signInHref }: SetupOverPageProps) {
  const t = useTranslations('setup');
  const complete = reason === 'complete';
  return (
    <>
      <GateHead
        crown={
          <Glyph tone={complete ? 'success' : 'danger'}>
            <Icon as={complete ? CircleCheck : Unlink2} size="xl" />
          </Glyph>
        }
        title={complete ? t('completeTitle', { realm }) : t('unusableTitle')}
      >
        <p>{complete ? t('complete') : t('unusable')}</p>
      </GateHead>
      {complete && (
        <ButtonLink href={signInHref} variant="primary" size="lg" shape="block">
          {t('toSignIn')}
        </ButtonLink>
      )}
    </>
  );
}
