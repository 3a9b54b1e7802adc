/** A browser without JavaScript: cookies, redirects and forms, with the headers that Chromium would send. */
import { CookieJar } from 'tough-cookie';
import { checkFormPolicy } from './form-policy';
import type { FieldValues, Page, Submission } from './page';
import { findButton, pressButton, readPage } from './page';
import type { Wire, WireResponse } from './wire';

/** Who makes the browser go somewhere; it decides which cookies travel. */
export type Initiator = 'address-bar' | 'another-site' | 'our-page';

/** Where the browser came to rest: on a page of the provider, or sent to somebody else, where it does not go. */
export type Arrival =
  | { kind: 'page'; page: Page }
  | { kind: 'elsewhere'; url: string; posted: URLSearchParams | undefined };

export interface Visit {
  method: string;
  url: string;
  status: number;
  headers: Headers;
}

export interface PlainBrowser {
  /** Every answer of the provider, in order. */
  visits: Visit[];
  open(url: string, initiator?: Initiator): Promise<Arrival>;
  /** A form on another site that posts here. */
  postFromElsewhere(url: string, fields: URLSearchParams): Promise<Arrival>;
  /** Types `values` into fields by id and presses the button. */
  press(page: Page, buttonId: string, values?: FieldValues): Promise<Arrival>;
  submit(page: Page, submission: Submission): Promise<Arrival>;
  /** Names of the cookies that the provider would get from this browser's own pages. */
  cookieNames(): Promise<string[]>;
  setCookie(header: string): Promise<void>;
  /** Ends the browser session: cookies without a lifetime go. */
  quit(): Promise<void>;
}

interface Step {
  method: 'GET' | 'POST';
  url: string;
  fields: URLSearchParams | undefined;
  initiator: Initiator;
  /** The page whose form started this. */
  formPage: Page | undefined;
}

const mostRedirects = 20;

export function createPlainBrowser(issuer: string, wire: Wire): PlainBrowser {
  const visits: Visit[] = [];
  const jar = new CookieJar();

  const load = async ({ method, url, fields, initiator, formPage }: Step): Promise<WireResponse> => {
    const sameSiteContext = contextOf(initiator, method);
    const cookie = await jar.getCookieString(url, { sameSiteContext });
    const headers = {
      ...navigationHeaders(initiator),
      ...(cookie === '' ? {} : { cookie }),
      ...(method === 'POST' ? { origin: originOf(initiator, formPage) } : {}),
    };
    const response = await wire(url, { method, headers, ...(fields === undefined ? {} : { body: fields }) });
    visits.push({ method, url, status: response.status, headers: response.headers });
    for (const line of response.headers.getSetCookie()) await jar.setCookie(line, url);
    return response;
  };

  const go = async (first: Step): Promise<Arrival> => {
    let step = first;
    for (let count = 0; count <= mostRedirects; count += 1) {
      if (step.formPage !== undefined) {
        checkFormPolicy(step.formPage.headers.get('content-security-policy'), step.formPage.url, step.url);
      }
      if (!URL.canParse(step.url) || new URL(step.url).origin !== issuer) {
        return { kind: 'elsewhere', url: step.url, posted: step.fields };
      }
      const response = await load(step);
      const location = response.headers.get('location');
      if (location === null || response.status < 300 || response.status > 399) {
        return { kind: 'page', page: readPage(step.url, response.status, response.headers, response.text) };
      }
      step = afterRedirect(step, response.status, location);
    }
    throw new Error(`More than ${mostRedirects} redirects from ${first.url}`);
  };

  const submit = (page: Page, { url, method, fields }: Submission) => {
    const query = fields.size === 0 ? '' : `?${fields}`;
    const target = method === 'GET' ? `${url.split(/[?#]/)[0]}${query}` : url;
    const body = method === 'GET' ? undefined : fields;
    return go({ method, url: target, fields: body, initiator: 'our-page', formPage: page });
  };
  return {
    visits,
    open: (url, initiator = 'another-site') =>
      go({ method: 'GET', url, fields: undefined, initiator, formPage: undefined }),
    postFromElsewhere: (url, fields) =>
      go({ method: 'POST', url, fields, initiator: 'another-site', formPage: undefined }),
    press: (page, buttonId, values) => submit(page, pressButton(page, findButton(page, buttonId), values)),
    submit,
    async cookieNames() {
      return (await jar.getCookies(issuer, { sameSiteContext: 'strict' })).map(({ key }) => key);
    },
    async setCookie(header) {
      await jar.setCookie(header, issuer);
    },
    async quit() {
      const kept = (await jar.getCookies(issuer)).filter((cookie) => cookie.isPersistent());
      await jar.removeAllCookies();
      for (const cookie of kept) await jar.setCookie(cookie, issuer);
    },
  };
}

/** A POST that is answered with anything but 303 could be sent again, with the password in it. */
function afterRedirect(step: Step, status: number, location: string): Step {
  if (step.method === 'POST' && status !== 303) {
    throw new Error(`POST ${step.url} was answered with ${status}, which is not 303, to ${location}`);
  }
  // The text of the header is kept, since an address of somebody else must arrive byte for byte.
  const url = URL.canParse(location) ? location : new URL(location, step.url).href;
  return { ...step, method: 'GET', url, fields: undefined };
}

function contextOf(initiator: Initiator, method: string): 'strict' | 'lax' | 'none' {
  if (initiator !== 'another-site') return 'strict';
  return method === 'GET' ? 'lax' : 'none';
}

function navigationHeaders(initiator: Initiator): Record<string, string> {
  const sites = { 'address-bar': 'none', 'another-site': 'cross-site', 'our-page': 'same-origin' };
  return {
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-language': 'en-GB,en;q=0.9',
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) PlainBrowser/1.0',
    'sec-fetch-site': sites[initiator],
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-fetch-user': '?1',
  };
}

/** The Origin of a form post, which a page's `no-referrer` turns into null (Fetch, append a request Origin header). */
function originOf(initiator: Initiator, formPage: Page | undefined): string {
  if (initiator === 'another-site') return 'https://another-site.example.test';
  const isSilent = formPage?.headers.get('referrer-policy') === 'no-referrer';
  return formPage === undefined || isSilent ? 'null' : new URL(formPage.url).origin;
}
