/** What an answer amounts to, in a line: everything by which two engines can differ, and nothing by which they must. */
import type { Arrival } from '../harness/plain-browser';
import { screenOf } from '../harness/screens';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';

/** Of a machine-facing endpoint: status, error or the names of the members, and the challenge of a 401. */
export function ofAnswer(answer: WireResponse): string {
  const members = readMembers(answer);
  const { error, active } = members;
  const [scheme] = (answer.headers.get('www-authenticate') ?? '').split(' ', 1);
  const challenge = answer.status === 401 && scheme ? ` ${scheme}` : '';
  if (typeof error === 'string') return `${answer.status} ${error}${challenge}`;
  if (typeof active === 'boolean') return `${answer.status} active ${active}`;
  const names = Object.keys(members).sort().join(' ');
  return `${answer.status}${challenge}${names === '' ? '' : ` ${names}`}`;
}

/** Of a browser's visit: which page it rests on, or what it brings to the application, and where in the address. */
export function ofArrival(arrival: Arrival): string {
  if (arrival.kind === 'page') {
    const screen = screenOf(arrival.page);
    return screen === 'error' || screen === 'unknown' ? `error page ${arrival.page.status}` : screen;
  }
  const [query = '', fragment = ''] = arrival.url.split('#', 2).map((part) => part.split('?')[1] ?? part);
  const place = arrival.posted ? 'body' : arrival.url.includes('#') ? 'fragment' : 'query';
  const response = { query: new URLSearchParams(query), fragment: new URLSearchParams(fragment), body: arrival.posted };
  const parameters = response[place] ?? new URLSearchParams();
  const error = parameters.get('error');
  // Session Management 1.0 section 2 adds a parameter, of which the other engine knows nothing.
  const names = [...parameters.keys()].filter((name) => !/^error|^session_state$/.test(name)).sort();
  return `${place}: ${error === null ? '' : `${error}, `}${names.join(' ')}`;
}
