/** The browser that the other tests trust, against a site made of answers. */
import { describe, expect, it } from 'vitest';
import type { Arrival } from '@/e2e/harness/plain-browser';
import { createPlainBrowser } from '@/e2e/harness/plain-browser';
import { pageOf } from '@/e2e/harness/screens';
import type { WireRequest, WireResponse } from '@/e2e/harness/wire';

const site = 'https://site.example.test';

interface Answer {
  status?: number;
  headers?: [string, string][];
  text?: string;
}

/** A browser on a site that answers by path, and what it was sent. */
function browse(answers: Record<string, Answer>) {
  const sent: { path: string; request: WireRequest }[] = [];
  const browser = createPlainBrowser(site, async (url, request = {}): Promise<WireResponse> => {
    const path = url.slice(site.length);
    sent.push({ path, request });
    const { status = 200, headers = [], text = '' } = answers[path] ?? {};
    return { status, headers: new Headers(headers), text };
  });
  return { browser, sent, last: () => sent.at(-1)?.request.headers ?? {} };
}

const cookie = (value: string): Answer => ({ headers: [['set-cookie', value]] });
const form = (inside: string, attributes = 'method="post" action="/target"'): Answer => ({
  text: `<body><form ${attributes}>${inside}<button id="go" name="pressed" value="yes">Go</button></form></body>`,
});

describe('cookies', () => {
  it.each<[string, string, string, 'GET' | 'POST', boolean]>([
    ['Lax goes along with a link from another site', 'a=1; Path=/; Secure; SameSite=Lax', '/x', 'GET', true],
    ['Lax stays behind when another site posts', 'a=1; Path=/; Secure; SameSite=Lax', '/x', 'POST', false],
    ['None goes along when another site posts', 'a=1; Path=/; Secure; SameSite=None', '/x', 'POST', true],
    ['Strict stays behind on a link from another site', 'a=1; Path=/; SameSite=Strict', '/x', 'GET', false],
    ['another path does not get it', 'a=1; Path=/only', '/x', 'GET', false],
    ['its path gets it', 'a=1; Path=/only', '/only/here', 'GET', true],
    ['an expired one is gone', 'a=1; Path=/; Max-Age=0', '/x', 'GET', false],
    ['a __Host- cookie must be Secure', '__Host-a=1; Path=/', '/x', 'GET', false],
  ])('%s', async (_name, header, path, method, isSent) => {
    const { browser, last } = browse({ '/first': cookie(header) });
    await browser.open(`${site}/first`);
    if (method === 'GET') await browser.open(`${site}${path}`);
    else await browser.postFromElsewhere(`${site}${path}`, new URLSearchParams());
    expect(last().cookie !== undefined).toBe(isSent);
  });

  it('a cross-site post that is redirected carries Lax cookies from then on', async () => {
    const redirect: Answer = { status: 303, headers: [['location', '/after']] };
    const { browser, sent } = browse({ '/first': cookie('a=1; Path=/; SameSite=Lax'), '/posted': redirect });
    await browser.open(`${site}/first`);
    await browser.postFromElsewhere(`${site}/posted`, new URLSearchParams());
    expect(sent.map(({ path, request }) => [path, request.headers?.cookie])).toEqual([
      ['/first', undefined],
      ['/posted', undefined],
      ['/after', 'a=1'],
    ]);
  });

  it('those without a lifetime end with the browser', async () => {
    const { browser } = browse({ '/a': cookie('a=1; Path=/'), '/b': cookie('b=1; Path=/; Max-Age=60') });
    await browser.open(`${site}/a`);
    await browser.open(`${site}/b`);
    await browser.quit();
    expect(await browser.cookieNames()).toEqual(['b']);
  });
});

describe('forms', () => {
  const press = async (page: Answer, values: Record<string, string | boolean> = {}, answer: Answer = {}) => {
    const { browser, sent, last } = browse({ '/page': page, '/target': answer });
    const arrival: Arrival = await browser.press(pageOf(await browser.open(`${site}/page`)), 'go', values);
    return { arrival, body: String(sent.at(-1)?.request.body), headers: last() };
  };

  it('send what is typed, what is hidden, what is ticked and the button, and nothing else', async () => {
    const inside = [
      '<input type="hidden" name="kept" value="a &amp; b"><input id="name" name="name" value="old">',
      '<input type="checkbox" name="yes" checked><input type="checkbox" name="no">',
      '<input name="off" value="1" disabled><select name="pick"><option value="1">1</option><option value="2" selected>2</option></select>',
    ].join('');
    const { body, headers } = await press(form(inside), { name: 'new' });
    expect(body).toBe('kept=a+%26+b&name=new&yes=on&pick=2&pressed=yes');
    expect(headers).toMatchObject({ origin: site, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' });
  });

  it('send the origin null under no-referrer', async () => {
    const { headers } = await press({ ...form(''), headers: [['referrer-policy', 'no-referrer']] });
    expect(headers.origin).toBe('null');
  });

  it.each([
    ['a hidden form', { text: `<div hidden>${form('').text}</div>` }],
    ['a template', { text: `<template>${form('').text}</template>` }],
    ['another encoding', form('', 'method="post" enctype="multipart/form-data"')],
    ['a button that starts disabled', { text: '<form><button id="go" disabled>Go</button></form>' }],
  ])('that need script are refused: %s', async (_name, page) => {
    await expect(press(page)).rejects.toThrow();
  });

  it('must be answered with 303', async () => {
    const answer = { status: 307, headers: [['location', '/next']] as [string, string][] };
    await expect(press(form(''), {}, answer)).rejects.toThrow('307');
  });

  it.each<[string, boolean]>([
    ["form-action 'self'", false],
    ["form-action 'self' https://app.example.test", true],
    ["default-src 'none'", true],
    ["form-action 'self', default-src 'none'", false],
  ])('obey the policy %s on the way to somebody else', async (policy, isAllowed) => {
    const page = { ...form(''), headers: [['content-security-policy', policy]] as [string, string][] };
    const answer = { status: 303, headers: [['location', 'https://app.example.test/callback']] as [string, string][] };
    const pressed = press(page, {}, answer);
    if (isAllowed) expect((await pressed).arrival.kind).toBe('elsewhere');
    else await expect(pressed).rejects.toThrow('forbids');
  });
});
