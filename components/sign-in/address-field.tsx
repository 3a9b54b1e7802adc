import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useProblemWords } from './person-words';

/** The e-mail field of the forms that ask for an address; `problem` is a code of `identity`. */
export function AddressField({ typed, problem }: { typed?: string | undefined; problem?: string | undefined }) {
  const t = useTranslations('fields');
  const error = useProblemWords({ email: problem })('email');
  return (
    <Field id="email" label={t('email')} error={error} size="gate" checked>
      {(control) => (
        <Input
          {...control}
          name="email"
          type="text"
          inputSize="lg"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={typed}
        />
      )}
    </Field>
  );
}
