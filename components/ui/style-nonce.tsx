'use client';

import { setNonce } from 'get-nonce';

/**
 * Gives the style elements that Radix writes into the page (a dialog stops the page behind it from scrolling) the nonce of
 * the page's policy.
 */
export function StyleNonce({ value }: { value: string }): null {
  setNonce(value);
  return null;
}
