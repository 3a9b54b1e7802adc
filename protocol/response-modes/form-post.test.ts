import { describe, expect, it } from 'vitest';
import { allow, authorize, obtainCode, readAnswer, readPending, step } from '../testing/browser';
import { expectItsOwnScriptAlone, expectPrivateHeaders, readCarrierPage, unescapeHtml } from '../testing/carrier-page';
import { createTestEngine, issuer } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { codeForm, codeQuery, sendAs } from '../testing/token-request';
import { respondByFormPost } from './form-post';

const page = (members: [string, string][] = [['code', 'x']], uri = 'https://rp.example/cb') =>
  readCarrierPage(respondByFormPost(uri, members));

describe('the form post page', () => {
  it('runs its own script and style and nothing else', async () => {
    expectItsOwnScriptAlone(await page());
  });

  it('has a policy that lets the form go to the client, and on from there', async () => {
    expect((await page()).policy).not.toContain('form-action');
  });

  it('has a script of ES5 and a button without it', async () => {
    const { html } = await page();
    expect(html).toContain('<script>document.forms[0].submit()</script>');
    expect(html).toMatch(/<noscript>.*<button type="submit">.*<\/noscript>/s);
  });

  it('posts by the default type of forms, and is neither cached nor sniffed', async () => {
    const { html, response } = await page();
    expect(html).toContain('<form method="post" action="https://rp.example/cb">');
    expect(html).not.toContain('enctype');
    expectPrivateHeaders(response);
  });

  it.each([
    '"><script>alert(1)</script>',
    "' onfocus='x",
    '</form><form action="https://evil.com">',
    '&quot;&#x22;',
    '<!--',
  ])('escapes %s in values and in the address', async (text) => {
    const { html } = await page([['state', text]], `https://rp.example/cb?x=${text}`);
    const [, value = ''] = /name="state" value="([^"]*)"/.exec(html) ?? [];
    const [, action = ''] = /action="([^"]*)"/.exec(html) ?? [];
    expect(unescapeHtml(value)).toBe(text);
    expect(unescapeHtml(action)).toBe(`https://rp.example/cb?x=${text}`);
    expect(html.match(/<(script|form)\b/g)).toEqual(['<form', '<script']);
  });

  it('carries a code that is good, and nothing in its address', async () => {
    const engine = await createTestEngine();
    const client = await addClient(engine, {
      redirect_uris: ['https://rp.example/cb', 'https://rp.example/cb?foo=bar'],
    });
    const query = codeQuery(client, { response_mode: 'form_post', redirect_uri: 'https://rp.example/cb?foo=bar' });
    const ada = await signIn(engine);
    const pending = readPending(await authorize(engine, query, ada));
    const response = await step(engine, pending, ada, allow(ada, ['openid', 'offline_access']));
    expect(response.headers.getSetCookie()).toContain(`binding.${pending.id}=`);
    const html = await response.clone().text();
    expect(html).toContain('action="https://rp.example/cb?foo=bar"');
    const { code, state, iss, location } = await readAnswer(response);
    expect({ state, iss, location }).toEqual({ state: 'state-1', iss: issuer, location: '' });
    const form = codeForm(code, { redirect_uri: 'https://rp.example/cb?foo=bar' });
    expect((await sendAs(engine, client, 'token', form)).status).toBe(200);
    const silent = await obtainCode(engine, { ...query, prompt: 'none' }, ada);
    expect(silent.code).toMatch(/^[\w-]{43}$/);
  });
});
