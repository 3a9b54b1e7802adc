/**
 * `GET /interaction/start`: a visit to our own pages begins; `?to` names the registration form, the forgotten password, the
 * device's code, or the page of ours that the visitor wanted.
 */
import { issueIdentifier } from '@/protocol/identifiers';
import { container } from '../container';
import { seeOther } from '../handler';
import { bindingCookie } from '../request-binding';
import { sessionFromRequest } from '../session';
import { readOwnPage, stepPath } from './locations';

/** Whoever is signed in goes home, unless for a device; everyone else gets a pending request of their own and the form. */
export async function start(request: Request): Promise<Response> {
  const { engine, environment, options, pages, random } = await container();
  try {
    const { searchParams } = new URL(request.url);
    const to = searchParams.get('to');
    const wanted = readOwnPage(to);
    if (to !== 'device' && (await sessionFromRequest(request)) !== undefined) return seeOther(wanted ?? '/');
    const purpose = to === 'device' ? 'device' : 'home';
    const { pending, browserSecret } = await engine.interaction.start(purpose, wanted ? { to: wanted } : {});
    const cookie = bindingCookie(pending.id, browserSecret, options.pendingRequestSeconds, environment.issuer);
    if (to === 'device') {
      const userCode = searchParams.get('user_code');
      const typed = userCode === null ? '' : `&${new URLSearchParams({ user_code: userCode.slice(0, 32) })}`;
      return seeOther(`${stepPath('device', pending.id)}${typed}`, cookie);
    }
    return seeOther(stepPath(to === 'register' || to === 'forgot-password' ? to : 'sign-in', pending.id), cookie);
  } catch (thrown) {
    return pages.failure(thrown, issueIdentifier(random), 'sign-in');
  }
}
