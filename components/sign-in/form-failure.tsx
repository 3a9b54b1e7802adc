import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';

/** What went wrong with a form as a whole; fields have their own words. */
export type FormFailure =
  | { code: 'too-many-attempts'; minutes: number }
  | {
      code:
        | 'wrong-name-or-password'
        | 'session-ended'
        | 'overloaded'
        | 'registration-closed'
        | 'address-known'
        | 'unexpected';
    }
  /** Counts the fields that have an error. */
  | { code: 'fields'; count: number };

/** The alert above a form; read out at once. */
export function FormFailureAlert({ failure }: { failure: FormFailure }) {
  const t = useTranslations('failures');
  const values = { minutes: 'minutes' in failure ? failure.minutes : 0, count: 'count' in failure ? failure.count : 0 };
  return (
    <Alert tone={failure.code === 'session-ended' ? 'info' : 'danger'} id="form-failure" urgent>
      <p>{t(failure.code, values)}</p>
    </Alert>
  );
}
