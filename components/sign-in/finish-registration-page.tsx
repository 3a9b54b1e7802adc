import { useTranslations } from 'next-intl';
import { GateHead } from '@/components/ui/gate';
import type { Application } from './application';
import { ApplicationTerms } from './application-terms';
import { Crown } from './crown';
import type { NewPersonFormProps } from './new-person-form';
import { NewPersonForm } from './new-person-form';

export interface FinishRegistrationPageProps extends Pick<NewPersonFormProps, 'typed' | 'problems' | 'failure'> {
  realm: string;
  application?: Application | undefined;
  /** Which door the form posts to: one for each kind of link. */
  action: '/interaction/register/finish' | '/interaction/invitation';
  /** The address that the link proves. */
  email: string;
  /** The one-time token of the mailed link. */
  token: string;
  request?: string | undefined;
}

/** Posts `name`, `username`, `password`, `token` and `request` to `action`. */
export function FinishRegistrationPage(props: FinishRegistrationPageProps) {
  const { realm, application, action, email, token, request, ...form } = props;
  const t = useTranslations('register');
  return (
    <>
      <GateHead crown={<Crown application={application} />} title={t('title', { realm })}>
        <p className="wrap-anywhere">{t('for', { email })}</p>
        {application && <p>{t('forApplication', { application: application.name })}</p>}
      </GateHead>
      <NewPersonForm
        {...form}
        asksForEmail={false}
        action={action}
        hidden={{ token, request }}
        submitId="finish-submit"
        submitLabel={t('submit')}
        submittingLabel={t('submitting')}
      />
      <ApplicationTerms application={application} />
    </>
  );
}
