/** The server's own rules over what the form holds, for react-hook-form. */
import type { FieldErrors } from 'react-hook-form';
import { set } from 'react-hook-form';
import type { FieldProblem } from '@/protocol/client-metadata';
import { defaultClientSettings, parseClientMetadata, parseClientSettings } from '@/protocol/client-metadata';
import type { ApplicationDocument } from './application';
import type { FieldValue, FormValues, SettingsField } from './settings-fields';
import { toDocument } from './settings-fields';

/** What is wrong, at the field where it is; empty when nothing is. */
export function checkSettings(
  fields: readonly SettingsField[],
  values: FormValues,
  saved: ApplicationDocument,
  words: (code: string, otherwise?: string) => string,
): FieldErrors<FormValues> {
  const read = (name: string) =>
    name.split('.').reduce<unknown>((place, part) => (place as Record<string, unknown>)?.[part], values) as FieldValue;
  const { settings = {}, ...members } = toDocument(fields, read);
  const metadata = parseClientMetadata({ ...saved, ...members });
  const standard = defaultClientSettings(metadata.ok ? metadata.metadata : fallback);
  const parsed = parseClientSettings(settings, { ...standard, ...saved.settings });
  const problems = [...(metadata.ok ? [] : metadata.problems), ...(parsed.ok ? [] : parsed.problems)];
  const errors: FieldErrors<FormValues> = {};
  for (const problem of problems) place(errors, fields, problem, words);
  return errors;
}

const fallback = {
  redirect_uris: [],
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: [],
  response_types: [],
  application_type: 'web',
} as const satisfies Parameters<typeof defaultClientSettings>[0] | object;

/** A problem of what this form does not have (keys that were registered elsewhere) is the server's to tell. */
function place(
  errors: FieldErrors<FormValues>,
  fields: readonly SettingsField[],
  { field, code }: FieldProblem,
  words: (code: string) => string,
): void {
  const known = fields.find(({ name }) => name === field);
  if (known !== undefined) set(errors, known.name, { type: code, message: words(code) });
}
