/** A page as a browser without script sees it: what is hidden until script runs is not there. */
import type { HTMLElement } from 'node-html-parser';
import { parse } from 'node-html-parser';

export interface Page {
  url: string;
  status: number;
  headers: Headers;
  html: string;
  document: HTMLElement;
}

export interface Submission {
  url: string;
  method: 'GET' | 'POST';
  fields: URLSearchParams;
}

/** Text by a field's id, or by its name where it has no id; a check box takes true or false. */
export type FieldValues = Record<string, string | boolean>;

export function readPage(url: string, status: number, headers: Headers, html: string): Page {
  // Without script the content of noscript counts like any other.
  const document = parse(html, { blockTextElements: { script: true, style: true } });
  return { url, status, headers, html, document };
}

/** The visible element with this id; undefined when there is none. */
export function findById(page: Page, id: string): HTMLElement | undefined {
  return page.document.querySelectorAll(`[id="${id}"]`).find(isVisible);
}

/** What can be read on the page, with single spaces. */
export function visibleText(page: Page): string {
  const body = parse(page.document.querySelector('body')?.outerHTML ?? page.html);
  for (const element of body.querySelectorAll('script, style, template, [hidden]')) element.remove();
  return body.text.replace(/\s+/g, ' ').trim();
}

/**
 * What pressing a button sends, with `values` typed in. Throws when the button or a field is missing, hidden or
 * disabled, or when the form is not a plain urlencoded one.
 */
export function pressButton(page: Page, button: HTMLElement, values: FieldValues = {}): Submission {
  const form = button.closest('form');
  if (form === null) throw new Error(`<${button.rawTagName} id="${button.id}"> is in no form on ${page.url}`);
  if (isDisabled(button)) throw new Error(`Button ${button.id} starts disabled on ${page.url}`);
  const encoding = form.getAttribute('enctype')?.toLowerCase() ?? 'application/x-www-form-urlencoded';
  if (encoding !== 'application/x-www-form-urlencoded') throw new Error(`The form is sent as ${encoding}`);
  const controls = form.querySelectorAll('input, select, textarea');
  for (const id of Object.keys(values)) checkField(page, controls, id);
  const fields = new URLSearchParams();
  for (const control of controls) {
    const name = control.getAttribute('name') ?? '';
    const value =
      isDisabled(control) || name === ''
        ? undefined
        : sentValue(control, values[control.id] ?? (control.id === '' ? values[name] : undefined));
    if (value !== undefined) fields.append(name, value);
  }
  const name = button.getAttribute('name') ?? '';
  if (name !== '') fields.append(name, button.getAttribute('value') ?? '');
  const method = form.getAttribute('method')?.toUpperCase() === 'POST' ? 'POST' : 'GET';
  const action = button.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
  return { url: new URL(action === '' ? page.url : action, page.url).href, method, fields };
}

/** The visible button with this id; throws with what the page says when there is none. */
export function findButton(page: Page, id: string): HTMLElement {
  const found = findById(page, id);
  if (found === undefined) throw new Error(`There is no #${id} on ${page.url}: ${visibleText(page).slice(0, 400)}`);
  return found;
}

function checkField(page: Page, controls: HTMLElement[], id: string): void {
  const control = controls.find((one) => one.id === id || (one.id === '' && one.getAttribute('name') === id));
  if (control === undefined) throw new Error(`There is no field #${id} in the form on ${page.url}`);
  if (!isVisible(control) || isDisabled(control)) throw new Error(`Field #${id} needs script on ${page.url}`);
}

function sentValue(control: HTMLElement, given: string | boolean | undefined): string | undefined {
  const type = control.rawTagName === 'input' ? (control.getAttribute('type') ?? 'text').toLowerCase() : '';
  if (['submit', 'button', 'image', 'reset', 'file'].includes(type)) return undefined;
  if (type === 'checkbox' || type === 'radio') {
    const isTicked = typeof given === 'boolean' ? given : control.hasAttribute('checked');
    return isTicked ? (control.getAttribute('value') ?? 'on') : undefined;
  }
  if (typeof given === 'string') return given;
  if (control.rawTagName === 'textarea') return control.text;
  if (control.rawTagName !== 'select') return control.getAttribute('value') ?? '';
  const options = control.querySelectorAll('option');
  const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
  return chosen?.getAttribute('value') ?? chosen?.text;
}

function isVisible(element: HTMLElement): boolean {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentNode) {
    if (at.rawTagName === 'template' || at.hasAttribute?.('hidden')) return false;
  }
  return true;
}

function isDisabled(control: HTMLElement): boolean {
  return control.hasAttribute('disabled') || control.closest('fieldset[disabled]') !== null;
}
