/** `client_secret_basic` (RFC 6749 section 2.3.1): id and secret are form-encoded before they are joined and base64-encoded. */
import { lengthLimits } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import { decodeBase64Url } from '../identifiers';
import { proveClientSecret } from './client-secret';
import type { AuthenticationMethod } from './index';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

export const clientSecretBasic: AuthenticationMethod = {
  name: 'client_secret_basic',
  recognise(request, _parameters, dependencies) {
    const header = request.headers.get('authorization');
    if (header === null) return undefined;
    const credentials = /^basic +([A-Za-z0-9+/_-]+=*)$/i.exec(header.trim())?.[1];
    const pair = credentials === undefined ? undefined : decodePair(credentials);
    if (pair === undefined) throw refusal('authorization-header-malformed');
    return { clientId: pair.id, prove: (client) => proveClientSecret(client, pair.secret, dependencies) };
  },
};

function decodePair(credentials: string): { id: string; secret: string } | undefined {
  try {
    const text = strictUtf8.decode(decodeBase64Url(credentials));
    const colon = text.indexOf(':');
    if (colon < 1) return undefined;
    const pair = { id: formDecode(text.slice(0, colon)), secret: formDecode(text.slice(colon + 1)) };
    // Bounded like the parameters that say the same; a NUL may also have been percent-encoded.
    const isSound = pair.id.length <= lengthLimits.other && pair.secret.length <= lengthLimits.other;
    return isSound && !`${pair.id}${pair.secret}`.includes('\0') ? pair : undefined;
  } catch {
    return undefined;
  }
}

function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
