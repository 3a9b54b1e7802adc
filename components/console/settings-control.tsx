'use client';

import { useTranslations } from 'next-intl';
import type { UseFormReturn } from 'react-hook-form';
import { Badge } from '../ui/badge';
import { Checkbox, Choice } from '../ui/checkbox';
import { Field, FieldError } from '../ui/field';
import { Input, TextArea } from '../ui/input';
import { Select } from '../ui/select';
import { TextLink } from '../ui/text-link';
import type { FormValues, SettingsField } from './settings-fields';

export interface SettingsControlProps {
  field: SettingsField;
  form: UseFormReturn<FormValues>;
  error: string | undefined;
}

type Words = ReturnType<typeof useFieldWords>;

/** One member of the document, with what it does and, where it is one, its risk. */
export function SettingsControl({ field, form, error }: SettingsControlProps) {
  const words = useFieldWords(field);
  const registered = form.register(field.name);
  const id = field.name.replaceAll('.', '-');
  if (field.kind === 'switch')
    return (
      <div className="grid gap-1">
        <Choice control={(own) => <Checkbox {...registered} id={own} />} hint={<Hint field={field} words={words} />}>
          {words.label}
        </Choice>
        {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      </div>
    );
  if (field.kind === 'choices')
    return (
      <fieldset className="grid gap-2" aria-describedby={`${id}-hint`}>
        <legend className="mb-1 font-medium">{words.label}</legend>
        <p id={`${id}-hint`} className="text-sm text-ink-muted">
          <Hint field={field} words={words} />
        </p>
        {(field.options ?? []).map((option) => (
          <Choice
            key={option}
            control={(own) => <Checkbox {...registered} id={own} value={option} />}
            hint={words.option(option)}
          >
            <code>{option}</code>
          </Choice>
        ))}
        {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      </fieldset>
    );
  return (
    <div className="max-w-form">
      <Field id={id} label={words.label} hint={<Hint field={field} words={words} />} error={error}>
        {(control) => {
          if (field.kind === 'choice')
            return (
              <Select {...control} {...registered}>
                {(field.options ?? []).map((option) => (
                  <option key={option} value={option}>
                    {option === '' ? words.standard : option}
                  </option>
                ))}
              </Select>
            );
          if (field.kind === 'lines')
            return <TextArea {...control} {...registered} rows={3} mono={field.mono ?? false} spellCheck={false} />;
          return (
            <Input
              {...control}
              {...registered}
              mono={field.mono ?? false}
              inputMode={field.kind === 'number' ? 'numeric' : undefined}
              placeholder={field.kind === 'number' ? words.standard : undefined}
              spellCheck={field.name === 'client_name'}
              autoComplete="off"
            />
          );
        }}
      </Field>
    </div>
  );
}

/** What it does, its risk, and where to read on. */
function Hint({ field, words }: { field: SettingsField; words: Words }) {
  return (
    <>
      {words.hint}
      {words.risk !== undefined && (
        <>
          {' '}
          <Badge tone="warning">{words.riskWord}</Badge> {words.risk}
        </>
      )}
      {field.rfc !== undefined && (
        <>
          {' '}
          <TextLink href={field.rfc} apart>
            {words.specification}
          </TextLink>
        </>
      )}
    </>
  );
}

function useFieldWords({ name, risky }: SettingsField) {
  const t = useTranslations('console.settings');
  // A dot in a key would be a level in the message file.
  const key = name.split('.').at(-1) as Parameters<typeof t.has>[0] extends never ? never : string;
  const read = (path: string) => t(path as Parameters<typeof t>[0]);
  const optional = (path: string) => (t.has(path as Parameters<typeof t.has>[0]) ? read(path) : undefined);
  return {
    label: read(`fields.${key}.label`),
    hint: read(`fields.${key}.hint`),
    risk: risky ? read(`fields.${key}.risk`) : undefined,
    option: (value: string) => optional(`fields.${key}.options.${value.split(':').at(-1)}`),
    riskWord: t('risk'),
    standard: t('standard'),
    specification: t('specification'),
  };
}
