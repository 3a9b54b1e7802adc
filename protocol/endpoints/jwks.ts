/** The JSON Web Key Set (RFC 7517). */
import type { KeyRing } from '../keys';
import { publicDocument } from './public-document';

/** Builds `GET /oauth2/jwks`: published, signing and retiring keys; public members alone. */
export function createJwksEndpoint({ keys }: { keys: KeyRing }) {
  return publicDocument(() => keys.publicKeys());
}
