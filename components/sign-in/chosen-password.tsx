import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { useProblemWords } from './person-words';

/** The field in which a password is chosen; `problem` is a code of `identity`. */
export function ChosenPassword({ label, problem }: { label: string; problem?: string | undefined }) {
  const t = useTranslations('fields');
  const error = useProblemWords({ password: problem })('password');
  return (
    <Field id="password" label={label} hint={t('passwordHint')} error={error} size="gate" checked>
      {(control) => (
        <PasswordInput
          {...control}
          name="password"
          inputSize="lg"
          autoComplete="new-password"
          required
          showLabel={t('showPassword')}
          hideLabel={t('hidePassword')}
        />
      )}
    </Field>
  );
}
