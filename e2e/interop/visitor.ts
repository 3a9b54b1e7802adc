/** A person at one application: goes where it sends them, through the provider's pages and back. */
import { CookieJar } from 'tough-cookie';
import type { RegisteredPerson } from '../harness/command-line';
import type { PlainBrowser } from '../harness/plain-browser';
import type { Screen } from '../harness/screens';
import { walk } from '../harness/screens';

/** What the application showed in the end, and the provider on the way there. */
export interface Answer {
  url: string;
  status: number;
  text: string;
  shown: Screen[];
}

export interface Visitor {
  /** Opens a path of the application, or posts a form to it. */
  go(path: string, fields?: Record<string, string>): Promise<Answer>;
}

const mostSteps = 20;

/** The browser is the provider's side of it; the application's cookies are kept here. */
export function createVisitor(origin: string, browser: PlainBrowser, person: RegisteredPerson): Visitor {
  const jar = new CookieJar();
  const load = async (url: string, body: URLSearchParams | undefined) => {
    const headers = { cookie: await jar.getCookieString(url) };
    const request = body === undefined ? { headers } : { headers, method: 'POST', body };
    const response = await fetch(url, { ...request, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) await jar.setCookie(line, url);
    return response;
  };
  return {
    async go(path, fields) {
      const shown: Screen[] = [];
      let url = `${origin}${path}`;
      let body = fields === undefined ? undefined : new URLSearchParams(fields);
      for (let step = 0; step < mostSteps; step += 1) {
        if (new URL(url).origin === origin) {
          const response = await load(url, body);
          const location = response.headers.get('location');
          if (location === null) return { url, status: response.status, text: await response.text(), shown };
          url = new URL(location, url).href;
          body = undefined;
        } else {
          const walked = await walk(browser, await browser.open(url), person);
          shown.push(...walked.shown);
          if (walked.arrival.kind === 'page')
            throw new Error(`Stayed at ${walked.arrival.page.url}: ${shown.join(', ')}`);
          ({ url, posted: body } = walked.arrival);
        }
      }
      throw new Error(`More than ${mostSteps} steps from ${path}, the last to ${url}`);
    },
  };
}
