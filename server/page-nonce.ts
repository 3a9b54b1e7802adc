/** The nonce of the page that is being answered. */
import { headers } from 'next/headers';

/** What `proxy.ts` put into the page's policy; empty under `next dev`, where styles need none. */
export async function pageNonce(): Promise<string> {
  const policy = (await headers()).get('content-security-policy') ?? '';
  return /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? '';
}
