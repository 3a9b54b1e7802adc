import { UserPlus } from 'lucide';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { GateFoot, GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { TextLink } from '@/components/ui/text-link';
import type { Application } from './application';
import { ApplicationTerms } from './application-terms';
import { Crown } from './crown';
import type { NewPersonFormProps } from './new-person-form';
import { NewPersonForm } from './new-person-form';

export interface RegisterPageProps extends Pick<NewPersonFormProps, 'typed' | 'problems' | 'failure'> {
  realm: string;
  application?: Application | undefined;
  request?: string | undefined;
  /** Where one signs in instead. */
  signInHref: string;
}

/** Posts `name`, `username`, `email`, `password` and `request` to `/interaction/register`. */
export function RegisterPage({ realm, application, request, signInHref, ...form }: RegisterPageProps) {
  const t = useTranslations('register');
  return (
    <>
      <GateHead crown={<Crown application={application} />} title={t('title', { realm })}>
        <p>{application ? t('forApplication', { application: application.name }) : t('forPortal')}</p>
      </GateHead>
      <NewPersonForm
        {...form}
        action="/interaction/register"
        hidden={{ request }}
        submitId="register-submit"
        submitLabel={t('submit')}
        submittingLabel={t('submitting')}
      />
      <GateFoot>{t.rich('known', { link: (words) => <TextLink href={signInHref}>{words}</TextLink> })}</GateFoot>
      <ApplicationTerms application={application} />
    </>
  );
}

/** What stands at the register address while registration is closed. */
export function RegistrationClosedPage({ realm, signInHref }: Pick<RegisterPageProps, 'realm' | 'signInHref'>) {
  const t = useTranslations('register');
  return (
    <>
      <GateHead
        crown={
          <Glyph>
            <Icon as={UserPlus} size="xl" />
          </Glyph>
        }
        title={t('closedTitle')}
      >
        <p>{t('closed', { realm })}</p>
      </GateHead>
      <ButtonLink href={signInHref} variant="primary" size="lg" shape="block">
        {t('toSignIn')}
      </ButtonLink>
    </>
  );
}
