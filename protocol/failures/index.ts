/**
 * The catalogue of failures: every code that an event can have, with its rule and who can mend it. Pure data without
 * imports, for the browser too; its words are in `messages`, under `causes`.
 */
import { clientAuthenticationFailures } from './client-authentication';
import type { Failure } from './failure';
import { otherFailures } from './other-endpoints';
import { pageFailures } from './pages';
import { requestFailures } from './requests';
import { tokenRequestFailures } from './token-requests';

export type { Failure, MemberKind, Rule } from './failure';

const catalogue = {
  ...requestFailures,
  ...pageFailures,
  ...clientAuthenticationFailures,
  ...tokenRequestFailures,
  ...otherFailures,
};

export type FailureCode = keyof typeof catalogue;

export const failures: Readonly<Record<FailureCode, Failure>> = catalogue;

export const failureCodes = Object.keys(catalogue) as FailureCode[];

/** The entry of a code; undefined for `ok`, and for one that an older release kept. */
export function findFailure(code: string): Failure | undefined {
  return Object.hasOwn(failures, code) ? failures[code as FailureCode] : undefined;
}
