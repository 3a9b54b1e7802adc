/** How the pages of a request are laid out (`display`, OpenID Connect Core 3.1.2.1): for a whole window, or for a pop-up. */
import { headers } from 'next/headers';

/** Carries the `display` of the pending request from `proxy.ts` to the page; what comes from outside is overwritten. */
export const displayHeader = 'x-gatehouse-display';

/** True for the pages of the sign-in dialog, and of any request with `display=popup`. */
export async function isInPopup(): Promise<boolean> {
  return (await headers()).get(displayHeader) === 'popup';
}
