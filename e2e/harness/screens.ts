/** The pages on the way through an authorization request, and what a person does on each. */
import type { RegisteredPerson } from './command-line';
import type { Page } from './page';
import { findById, visibleText } from './page';
import type { Arrival, PlainBrowser } from './plain-browser';

export type Screen =
  | 'sign-in'
  | 'consent'
  | 'device'
  | 'device-confirm'
  | 'choose-account'
  | 'register'
  | 'sign-out'
  | 'signed-out'
  | 'error'
  | 'form-post'
  | 'unknown';

type Person = Pick<RegisteredPerson, 'username' | 'password'>;

/** What a page is, told by the ids and sentences that stay the same (CONFORMANCE.md). */
export function screenOf(page: Page): Screen {
  if (findById(page, 'sign-in-submit') !== undefined) return 'sign-in';
  if (findById(page, 'consent-allow') !== undefined) return 'consent';
  if (findById(page, 'user-code') !== undefined) return 'device';
  if (findById(page, 'device-deny') !== undefined) return 'device-confirm';
  if (findById(page, 'account-current') !== undefined) return 'choose-account';
  if (findById(page, 'sign-out-confirm') !== undefined) return 'sign-out';
  if (findById(page, 'email') !== undefined && findById(page, 'password') !== undefined) return 'register';
  const action = page.document.querySelector('form')?.getAttribute('action');
  if (action !== undefined && new URL(action, page.url).origin !== new URL(page.url).origin) return 'form-post';
  const text = visibleText(page);
  if (/cannot continue/i.test(text)) return 'error';
  return /signed out/i.test(text) ? 'signed-out' : 'unknown';
}

/** The page that was arrived at; throws when the browser was sent elsewhere. */
export function pageOf(arrival: Arrival): Page {
  if (arrival.kind === 'page') return arrival.page;
  throw new Error(`Expected a page of the provider, and was sent to ${arrival.url}`);
}

/** The page, which must be this screen. */
export function expectScreen(arrival: Arrival, screen: Screen): Page {
  const page = pageOf(arrival);
  const actual = screenOf(page);
  if (actual !== screen) {
    throw new Error(
      `Expected ${screen}, found ${actual} (${page.status}) at ${page.url}: ${visibleText(page).slice(0, 400)}`,
    );
  }
  return page;
}

/** Types name and password. The name is a text field, since a user name is no e-mail address. */
export function signIn(
  browser: PlainBrowser,
  page: Page,
  { username, password }: Person,
  { remember = false }: { remember?: boolean } = {},
): Promise<Arrival> {
  const type = findById(page, 'username')?.getAttribute('type') ?? 'text';
  if (type !== 'text') throw new Error(`The user name is a field of type ${type}`);
  return browser.press(page, 'sign-in-submit', { username, password, ...(remember ? { remember } : {}) });
}

export function allow(browser: PlainBrowser, page: Page): Promise<Arrival> {
  return browser.press(page, 'consent-allow');
}

export function deny(browser: PlainBrowser, page: Page): Promise<Arrival> {
  return browser.press(page, 'consent-deny');
}

export function confirmSignOut(browser: PlainBrowser, page: Page): Promise<Arrival> {
  return browser.press(page, 'sign-out-confirm');
}

/** Sends the form of a form-post relay page, as its script or its fallback button would. */
export function relay(browser: PlainBrowser, page: Page): Promise<Arrival> {
  const form = page.document.querySelector('form');
  const fields = (form?.querySelectorAll('input[name]') ?? []).map((input): [string, string] => [
    input.getAttribute('name') ?? '',
    input.getAttribute('value') ?? '',
  ]);
  const url = new URL(form?.getAttribute('action') ?? '', page.url).href;
  return browser.submit(page, { url, method: 'POST', fields: new URLSearchParams(fields) });
}

export interface Walk {
  /** The screens in the order in which they came. */
  shown: Screen[];
  pages: Page[];
  arrival: Arrival;
}

/** Goes on from an arrival: signs in and allows whatever is asked, until it leads elsewhere or to another page. */
export async function walk(browser: PlainBrowser, first: Arrival, person: Person): Promise<Walk> {
  const pages: Page[] = [];
  const shown: Screen[] = [];
  let arrival = first;
  while (arrival.kind === 'page') {
    const { page } = arrival;
    const screen = screenOf(page);
    shown.push(screen);
    pages.push(page);
    if (shown.length > 10) throw new Error(`The steps never end: ${shown.join(', ')}`);
    if (screen === 'sign-in') arrival = await signIn(browser, page, person);
    else if (screen === 'consent') arrival = await allow(browser, page);
    else if (screen === 'form-post') arrival = await relay(browser, page);
    else break;
  }
  return { shown, pages, arrival };
}
