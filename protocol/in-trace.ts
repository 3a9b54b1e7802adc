/** Keeping together what belongs together: a sign-in goes on at the token endpoint, in requests with traces of their own. */
import { isOAuthError } from './errors';

/** Does what belongs to a trace that is known by now: a refusal out of it names that trace, so that its event joins it. */
export async function inTrace<T>(traceId: string | null | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw typeof traceId === 'string' && isOAuthError(thrown) ? Object.assign(thrown, { traceId }) : thrown;
  }
}
