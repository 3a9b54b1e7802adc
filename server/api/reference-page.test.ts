import { createHash } from 'node:crypto';
import { parse } from 'node-html-parser';
import { expect, test } from 'vitest';
import { operations } from './operations';
import { referencePage } from './reference-page';
import { createApiHouse } from './testing/api';

const open = async (path: string) => {
  const { call } = await createApiHouse();
  return call('GET', path, { as: 'nobody' });
};

test.each(['/docs', '/'])('%s shows every operation with its scope, to everybody', async (path) => {
  const { status, headers, text } = await open(path);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const page = parse(text);
  for (const { name, method, path: where, scope } of operations) {
    const article = page.getElementById(name);
    expect(article?.querySelector('h3')?.textContent).toBe(`${method} ${where}`);
    expect(article?.textContent).toContain(scope ?? 'signed in in a browser');
  }
});

test('the page brings no script, and its policy lets in its own style alone', async () => {
  const { headers, text } = await open('/docs');
  const page = parse(text);
  expect(page.querySelectorAll('script, link, img, iframe, form')).toEqual([]);
  const [style, ...more] = page.querySelectorAll('style');
  expect(more).toEqual([]);
  const hash = createHash('sha256')
    .update(style?.textContent ?? '')
    .digest('base64');
  expect(headers.get('content-security-policy')).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  for (const link of page.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^(#|openapi\.json$)/);
});

test('a member has the words of its schema, also where it may be null', async () => {
  const page = parse((await open('/docs')).text);
  expect(page.getElementById('createApplication')?.textContent).toContain('compared character by character');
  expect(page.getElementById('setPassword')?.textContent).toContain('needs a fresh authentication');
});

test('what a description says is text', () => {
  const evil = '<script>alert(1)</script>';
  const operation = { operationId: 'x', tags: [evil], summary: evil, security: [], responses: { 200: {} } };
  const { html } = referencePage({
    info: { title: evil, description: evil },
    paths: { [`/${evil}`]: { get: operation } },
  });
  expect(html).not.toContain('<script');
});
