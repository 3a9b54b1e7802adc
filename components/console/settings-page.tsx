'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Alert } from '../ui/alert';
import { AnnotatedSection } from '../ui/annotated-section';
import { Button } from '../ui/button';
import { SaveBar } from '../ui/save-bar';
import { sayDone } from '../ui/toast';
import { Secret } from '../ui/value';
import type { ApiProblem } from './api';
import { callApi } from './api';
import type { ApplicationDocument } from './application';
import { ProblemAlert } from './problem-alert';
import { useProblemWords } from './problem-words';
import { checkSettings } from './settings-checks';
import { SettingsControl } from './settings-control';
import type { FieldValue, FormValues, SettingsField } from './settings-fields';
import { sections, settingsFields, toDocument, toFormValue } from './settings-fields';

export interface SettingsPageProps {
  application: ApplicationDocument;
  tag: string;
  operator: boolean;
}

type Saved = ApplicationDocument & { client_secret?: string };

/** All metadata of an application. What is typed is checked by the server's own rules, and saved together. */
export function SettingsPage({ application, tag, operator }: SettingsPageProps) {
  const t = useTranslations('console.settings');
  const fields: readonly SettingsField[] = settingsFields.filter(
    (field: SettingsField) => operator || field.operators !== true,
  );
  const { form, changed, save, discard, problem, secret } = useSettings(fields, application, tag);
  const { errors, isSubmitting, submitCount } = form.formState;
  const errorCount = fields.filter(({ name }) => form.getFieldState(name, form.formState).invalid).length;
  return (
    <form onSubmit={save} noValidate className="flex flex-1 flex-col">
      <div className="grid flex-1 content-start gap-4">
        {problem && <ProblemAlert problem={problem} />}
        {submitCount > 0 && errorCount > 0 && <Alert tone="danger" title={t('errors', { count: errorCount })} />}
        {secret !== undefined && <NewSecret value={secret} />}
        <div>
          {sections.map((section) => (
            <AnnotatedSection
              key={section}
              id={section}
              title={t(`sections.${section}.title`)}
              hint={t(`sections.${section}.hint`)}
            >
              {fields
                .filter((field) => field.section === section)
                .map((field) => (
                  <SettingsControl key={field.name} field={field} form={form} error={errorOf(errors, field.name)} />
                ))}
            </AnnotatedSection>
          ))}
        </div>
      </div>
      {changed.length > 0 && (
        <div className="sticky bottom-0 z-10 -mx-4 sm:-mx-6 lg:-mx-10">
          <SaveBar
            actions={
              <>
                <Button onClick={discard}>{t('discard')}</Button>
                <Button type="submit" variant="primary" busyLabel={t('saving')} aria-busy={isSubmitting}>
                  {t('save')}
                </Button>
              </>
            }
          >
            {t('unsaved', { count: changed.length })}
          </SaveBar>
        </div>
      )}
    </form>
  );
}

/** The first secret of an application that needs one since this change. */
function NewSecret({ value }: { value: string }) {
  const t = useTranslations('console.settings');
  return (
    <Secret
      title={t('newSecret')}
      onceLabel={t('once')}
      value={value}
      copy={{ label: t('copySecret'), doneLabel: t('copied'), children: t('copy') }}
    >
      <p className="text-sm text-ink-muted">{t('newSecretHint')}</p>
    </Secret>
  );
}

/** The form over the document, and what saving it does. Only what was changed is sent. */
function useSettings(fields: readonly SettingsField[], application: ApplicationDocument, tag: string) {
  const t = useTranslations('console.settings');
  const words = useProblemWords();
  const [saved, setSaved] = useState({ application, tag });
  const [problem, setProblem] = useState<ApiProblem>();
  const [secret, setSecret] = useState<string>();
  const busy = useRef(false);
  const form = useForm<FormValues>({
    mode: 'onTouched',
    defaultValues: asForm(fields, application),
    resolver: async (values) => {
      const errors = checkSettings(fields, values, saved.application, words);
      return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} };
    },
  });
  const { dirtyFields } = form.formState;
  const changed = fields.filter(({ name }) => isDirty(dirtyFields, name));
  useLeaveGuard(changed.length > 0);

  const show = (failed: ApiProblem) => {
    const placed = failed.errors.filter(({ field, code, detail }) => {
      const known = fields.find(({ name }) => field === name || field.startsWith(`${name}.`));
      if (known) form.setError(known.name, { message: words(code, detail) }, { shouldFocus: true });
      return known !== undefined;
    });
    setProblem(placed.length > 0 && placed.length === failed.errors.length ? undefined : failed);
  };
  const save = form.handleSubmit(async () => {
    if (busy.current) return;
    busy.current = true;
    const body = toDocument(changed, (name) => form.getValues(name));
    const path = `/applications/${encodeURIComponent(saved.application.client_id)}`;
    const answer = await callApi<Saved>('PATCH', path, { body, tag: saved.tag });
    busy.current = false;
    if (!answer.ok) return show(answer.problem);
    const { client_secret, ...document } = answer.document;
    setProblem(undefined);
    setSecret(client_secret);
    setSaved({ application: document, tag: answer.tag ?? '' });
    form.reset(asForm(fields, document));
    sayDone(t('saved'), t('dismiss'));
  });
  const discard = () => form.reset(asForm(fields, saved.application));
  return { form, changed, save, discard, problem, secret };
}

/** The form's own shape: a dot in a name is a level. */
function asForm(fields: readonly SettingsField[], document: object): FormValues {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const parts = field.name.split('.');
    const last = parts.pop() ?? '';
    let place = values;
    for (const part of parts) {
      place[part] ??= {};
      place = place[part] as Record<string, unknown>;
    }
    place[last] = toFormValue(field, document);
  }
  return values as Record<string, FieldValue>;
}

function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((place, part) => (place as Record<string, unknown> | undefined)?.[part], tree);
}

/** A list counts as changed when any of its entries does. */
function isDirty(dirtyFields: object, name: string): boolean {
  const dirty = at(dirtyFields, name);
  return Array.isArray(dirty) ? dirty.includes(true) : dirty === true;
}

function errorOf(errors: object, name: string): string | undefined {
  return (at(errors, name) as { message?: string } | undefined)?.message;
}

/** Leaving with unsaved changes asks. */
function useLeaveGuard(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isOn]);
}
