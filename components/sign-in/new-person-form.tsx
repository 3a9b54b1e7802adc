import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { AddressField } from './address-field';
import { ChosenPassword } from './chosen-password';
import { EnhancedForm } from './enhanced-form';
import type { FieldChecks } from './field-checks';
import type { FormFailure } from './form-failure';
import { FormFailureAlert } from './form-failure';
import { HiddenFields } from './hidden-fields';
import type { PersonField } from './person-words';
import { useEmailChecks, useNewPasswordChecks, useProblemWords } from './person-words';

export interface NewPersonFormProps {
  action: string;
  hidden: Record<string, string | undefined>;
  /** What was typed before; never the password. */
  typed?: Partial<Record<Exclude<PersonField, 'password'>, string>> | undefined;
  /** What the server found wrong, by field: the problem codes of `identity`. */
  problems?: Partial<Record<PersonField, string>> | undefined;
  failure?: FormFailure | undefined;
  /** False where the address is known: the form asks for everything else. */
  asksForEmail?: boolean;
  submitId: string;
  submitLabel: string;
  submittingLabel: string;
}

/** Name, user name, e-mail, password: making an account and making the first administrator. */
export function NewPersonForm(props: NewPersonFormProps) {
  const { action, hidden, typed = {}, problems = {}, failure, asksForEmail = true, ...submit } = props;
  const t = useTranslations('fields');
  const errorOf = useProblemWords(problems);
  const checks = useNewPersonChecks(asksForEmail);
  const count = Object.keys(problems).length;
  const shown = failure ?? (count > 0 ? { code: 'fields' as const, count } : undefined);
  const text = { inputSize: 'lg' as const, type: 'text', required: true };
  const plain = { autoCapitalize: 'none', spellCheck: false };
  return (
    <div className="grid grid-cols-1 gap-4">
      {shown && <FormFailureAlert failure={shown} />}
      <EnhancedForm action={action} checks={checks} className="grid grid-cols-1 gap-4 short:gap-3">
        <HiddenFields values={hidden} />
        <Pair>
          <Field id="name" label={t('name')} error={errorOf('name')} size="gate" checked>
            {(control) => <Input {...control} {...text} name="name" autoComplete="name" defaultValue={typed.name} />}
          </Field>
          <Field id="username" label={t('username')} error={errorOf('username')} size="gate" checked>
            {(control) => (
              <Input
                {...control}
                {...text}
                {...plain}
                name="username"
                autoComplete="username"
                defaultValue={typed.username}
              />
            )}
          </Field>
        </Pair>
        {asksForEmail && <AddressField typed={typed.email} problem={problems.email} />}
        <ChosenPassword label={t('newPassword')} problem={problems.password} />
        <Submit {...submit} />
      </EnhancedForm>
    </div>
  );
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-4 short:gap-3 sm:grid-cols-2 sm:gap-3">{children}</div>;
}

function Submit({
  submitId,
  submitLabel,
  submittingLabel,
}: Pick<NewPersonFormProps, 'submitId' | 'submitLabel' | 'submittingLabel'>) {
  return (
    <Button id={submitId} type="submit" variant="primary" size="lg" shape="block" busyLabel={submittingLabel}>
      {submitLabel}
    </Button>
  );
}

function useNewPersonChecks(hasEmail: boolean): FieldChecks {
  const t = useTranslations('problems');
  const email = useEmailChecks();
  return {
    name: [
      { rule: 'required', message: t('name.required') },
      { rule: 'at-most', characters: 200, message: t('name.too-long') },
    ],
    username: [
      { rule: 'required', message: t('username.required') },
      { rule: 'no-at', message: t('username.at-sign') },
      { rule: 'no-space', message: t('username.invisible-characters') },
      { rule: 'at-most', characters: 64, message: t('username.too-long') },
    ],
    ...(hasEmail ? { email } : {}),
    password: [
      ...useNewPasswordChecks(),
      { rule: 'not-within', field: 'username', message: t('password.contains-name') },
    ],
  };
}
