/** The address of the page that is being answered. */
import { headers } from 'next/headers';

/** Carries path and query from `proxy.ts` to the page; what comes from outside is overwritten. */
export const pageAddressHeader = 'x-gatehouse-page-address';

/** Path and query, as they were asked for; empty where nobody put them there. */
export async function pageAddress(): Promise<string> {
  return (await headers()).get(pageAddressHeader) ?? '';
}
