import { expect, it, vi } from 'vitest';
import { createFormPost } from './form-post';
import { createGuardedFetch } from './guarded-fetch';

it('a logout token is posted as a form within bounds, and the answer is its status', async () => {
  const fetch = vi.fn(async () => ({ status: 204, contentType: '', body: new Uint8Array() }));
  expect(await createFormPost(fetch)('https://rp.example/ended', { logout_token: 'a.b.c' })).toBe(204);
  const bounds = { timeoutMilliseconds: 5000, maxBytes: 65_536 };
  const form = new URLSearchParams({ logout_token: 'a.b.c' });
  expect(fetch).toHaveBeenCalledWith('https://rp.example/ended', bounds, form);
});

it.each([
  'http://127.0.0.1:8080/ended',
  'https://127.0.0.1/ended',
  'https://[::1]/ended',
  'https://169.254.169.254/latest',
  'https://10.0.0.1/ended',
  'https://localhost/ended',
  'http://intranet.example/ended',
])('a logout token is never posted to %s, whatever a client registered', async (uri) => {
  const post = createFormPost(createGuardedFetch([]));
  await expect(post(uri, { logout_token: 'a.b.c' })).rejects.toMatchObject({ kind: 'fetch-refused' });
});
