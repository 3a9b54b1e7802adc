import { UserPlus } from 'lucide';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { GateFoot, GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { TextLink } from '@/components/ui/text-link';
import type { Application } from './application';
import { ApplicationTerms } from './application-terms';
import { AskForMailForm } from './ask-for-mail-form';
import { Crown } from './crown';
import type { NewPersonFormProps } from './new-person-form';
import { NewPersonForm } from './new-person-form';

export interface RegisterPageProps extends Pick<NewPersonFormProps, 'typed' | 'problems' | 'failure'> {
  realm: string;
  application?: Application | undefined;
  request: string;
  /** Where one signs in instead. */
  signInHref: string;
  /** Only the address is asked for: a link that is mailed there makes the account. */
  provesAddress?: boolean;
}

/**
 * Posts `name`, `username`, `email`, `password` and `request` to `/interaction/register`; where the address is proven first,
 * `email` and `request` alone.
 */
export function RegisterPage({ realm, application, signInHref, provesAddress, ...form }: RegisterPageProps) {
  const t = useTranslations('register');
  const common = { action: '/interaction/register', submitId: 'register-submit' };
  return (
    <>
      <GateHead crown={<Crown application={application} />} title={t('title', { realm })}>
        {provesAddress && <p>{t('address')}</p>}
        {application && <p>{t('forApplication', { application: application.name })}</p>}
        {!application && !provesAddress && <p>{t('forPortal')}</p>}
      </GateHead>
      {provesAddress ? (
        <AskForMailForm
          {...{ ...common, request: form.request, failure: form.failure }}
          typed={{ email: form.typed?.email ?? '' }}
          problems={form.problems}
          submitLabel={t('send')}
          submittingLabel={t('sending')}
        />
      ) : (
        <NewPersonForm
          {...{ ...common, typed: form.typed, problems: form.problems, failure: form.failure }}
          hidden={{ request: form.request }}
          submitLabel={t('submit')}
          submittingLabel={t('submitting')}
        />
      )}
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
