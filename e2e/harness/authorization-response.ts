/** The authorization response as it arrives at the redirect URI, wherever in it the parameters travel. */
import type { Arrival } from './plain-browser';

export type Place = 'query' | 'fragment' | 'body';

/** Each response has one of these. */
const marks = ['code', 'access_token', 'id_token', 'error'];

export interface AuthorizationResponse {
  /** Where the response was found; undefined when nothing like one arrived. */
  place: Place | undefined;
  /** Its parameters, without those that the redirect URI had of its own. */
  parameters: URLSearchParams;
  /** The redirect URI that was called, without the response. */
  redirectUri: string;
  /** Everything that arrived, by place. */
  all: Record<Place, URLSearchParams>;
}

/** Reads where a browser was sent. Throws when it stayed with the provider. */
export function readAuthorizationResponse(arrival: Arrival, registeredUri: string): AuthorizationResponse {
  if (arrival.kind === 'page') throw new Error(`No response: the browser is at ${arrival.page.url}`);
  const [beforeFragment = '', fragment = ''] = arrival.url.split('#', 2);
  const [base = '', query = ''] = beforeFragment.split(/\?(.*)/s, 2);
  const own = new URLSearchParams(registeredUri.split('?')[1] ?? '');
  const all = {
    query: without(new URLSearchParams(query), own),
    fragment: new URLSearchParams(fragment),
    body: arrival.posted ?? new URLSearchParams(),
  };
  const places: Place[] = ['query', 'fragment', 'body'];
  const place = places.find((one) => marks.some((mark) => all[one].has(mark)));
  const kept = own.size === 0 ? base : `${base}?${own}`;
  return { place, parameters: all[place ?? 'query'], redirectUri: kept, all };
}

function without(parameters: URLSearchParams, own: URLSearchParams): URLSearchParams {
  const rest = [...parameters].filter(([name, value]) => own.get(name) !== value);
  return new URLSearchParams(rest);
}
