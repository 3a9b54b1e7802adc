/** A form post with the client's secret in the Basic header, the same for both. */
import type { RegisteredClient } from '@/e2e/harness/command-line';

export function formPost({ client_id, client_secret = '' }: RegisteredClient, members: Record<string, string>) {
  const credentials = `${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`;
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    },
    body: new URLSearchParams(members).toString(),
  };
}
