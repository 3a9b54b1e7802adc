/** Sign-ins as the console's parts are given them: the API's documents. */
export type Step =
  | 'authorize'
  | 'sign-in'
  | 'consent'
  | 'device'
  | 'code'
  | 'token'
  | 'refresh'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'registration'
  | 'logout';

export interface Cause {
  code: string;
  fixed_by: 'developer' | 'operator' | 'person';
  rule: { document: string; section: string; url: string };
}

export interface SignInSummary {
  trace_id: string;
  client_id: string;
  subject: string | null;
  /** For administrators alone. */
  person: { id: string; name: string; username: string } | null;
  started_at: string;
  last_at: string;
  step: Step;
  outcome: 'passed' | 'failed' | 'stopped' | 'waiting';
  cause: Cause | null;
}

export interface SignInStep {
  step: Step;
  outcome: 'passed' | 'failed' | 'stopped';
  at: string;
  milliseconds: number;
  detail: Record<string, string | number | boolean>;
  cause: Cause | null;
  address_to_add: { member: 'redirect_uris' | 'post_logout_redirect_uris'; uri: string } | null;
}

export interface SignIn extends SignInSummary {
  steps: SignInStep[];
  ahead: Step[];
  recently: number;
}

export type Outcome = 'all' | 'passed' | 'failed' | 'stopped';

/** The newest first, each once: what came later replaces what was there. */
export function mergeSignIns(known: SignInSummary[], changed: SignInSummary[]): SignInSummary[] {
  const byId = new Map([...known, ...changed].map((signIn) => [signIn.trace_id, signIn]));
  return [...byId.values()].sort(
    (one, other) =>
      Date.parse(other.started_at) - Date.parse(one.started_at) || (one.trace_id < other.trace_id ? 1 : -1),
  );
}

/** `21:46:58`, in UTC like all times of the console. */
export function clockOf(at: string): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** True for a time of another day than the newest one of a list, in UTC. */
export function isOfAnotherDay(at: string, newest: string | undefined): boolean {
  return newest !== undefined && at.slice(0, 10) !== newest.slice(0, 10);
}
