/** Reads the pages that carry an authorization response, and says what holds for each of them. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';

export interface ReadPage {
  response: Response;
  html: string;
  policy: string;
  script: string;
}

export async function readCarrierPage(response: Response): Promise<ReadPage> {
  const html = await response.text();
  const [, script = ''] = /<script>(.*)<\/script>/s.exec(html) ?? [];
  return { response, html, script, policy: response.headers.get('content-security-policy') ?? '' };
}

/** The policy allows the page's own script and style by their hashes, and nothing else. */
export function expectItsOwnScriptAlone({ html, policy, script }: ReadPage): void {
  const [, style = ''] = /<style>(.*)<\/style>/s.exec(html) ?? [];
  expect(policy).toContain(`script-src ${hash(script)};`);
  expect(policy).toContain(`style-src ${hash(style)};`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/\son[a-z]+=/);
  // ES5 knows none of these.
  expect(script).not.toMatch(/=>|`|\b(?:let|const|class|async|await|import)\b/);
}

export function expectPrivateHeaders({ status, headers }: Response): void {
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
}

export function unescapeHtml(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&([^;]+);/g, (_all, name: string) => names[name] ?? '?');
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
