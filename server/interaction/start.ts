/** `GET /interaction/start`: a visit to our own pages begins; `?to=register` goes to the registration form. */
import { issueIdentifier } from '@/protocol/identifiers';
import { container } from '../container';
import { seeOther } from '../handler';
import { bindingCookie } from '../request-binding';
import { sessionFromRequest } from '../session';
import { stepPath } from './locations';

/** Whoever is signed in goes home; everyone else gets a pending request of their own and the form. */
export async function start(request: Request): Promise<Response> {
  const { engine, environment, options, pages, random } = await container();
  try {
    if ((await sessionFromRequest(request)) !== undefined) return seeOther('/');
    const { pending, browserSecret } = await engine.interaction.start();
    const step = new URL(request.url).searchParams.get('to') === 'register' ? 'register' : 'sign-in';
    const cookie = bindingCookie(pending.id, browserSecret, options.pendingRequestSeconds, environment.issuer);
    return seeOther(stepPath(step, pending.id), cookie);
  } catch (thrown) {
    return pages.failure(thrown, issueIdentifier(random), 'sign-in');
  }
}
