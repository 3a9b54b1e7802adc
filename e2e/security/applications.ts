/** The applications that the attacks go through, by what is special about each. */
import { applicationOrigin, clients } from '../harness/data';

const spaOrigin = 'https://spa.example.test';
const { basic } = clients;

export const applications = {
  /** Confidential, with two addresses, one of which has a query of its own. */
  web: {
    ...basic,
    redirect_uris: [`${applicationOrigin}/callback`, `${applicationOrigin}/other?kept=1`],
    post_logout_redirect_uris: [`${applicationOrigin}/signed-out`],
  },
  /** Somebody else's confidential application. */
  stranger: {
    ...clients.post,
    client_name: 'Stranger',
    redirect_uris: ['https://stranger.example.test/callback'],
    post_logout_redirect_uris: ['https://stranger.example.test/signed-out'],
  },
  /** Public, in a browser. */
  spa: {
    ...basic,
    client_name: 'Single Page',
    token_endpoint_auth_method: 'none',
    redirect_uris: [`${spaOrigin}/callback`],
    post_logout_redirect_uris: [],
  },
  /** Public, on a device. */
  native: {
    ...basic,
    client_name: 'Native',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback', 'com.example.native:/callback'],
    post_logout_redirect_uris: [],
  },
  /** No replay window: a refresh token that comes twice has leaked. */
  strict: { ...basic, client_name: 'Strict', settings: { replayWindowSeconds: 0 } },
  /** A window that a test can wait for. */
  brief: { ...basic, client_name: 'Brief', settings: { replayWindowSeconds: 1 } },
  /** First-party, so that tokens come without a page. */
  own: { ...basic, client_name: 'Own', settings: { firstParty: true, replayWindowSeconds: 60 } },
  /** Signs its ID tokens with a curve. */
  es256: { ...clients.es256, settings: { firstParty: true } },
  /** Has no browser. */
  device: clients.device,
  /** Has tokens through the browser, in every way that there is. */
  frontChannel: { ...clients.frontChannel, client_name: 'Front Channel' },
} satisfies Record<string, Record<string, unknown>>;

export type ApplicationName = keyof typeof applications;
export const applicationNames = [
  'web',
  'stranger',
  'spa',
  'native',
  'strict',
  'brief',
  'own',
  'es256',
  'frontChannel',
  'device',
] as const satisfies ApplicationName[];

export const origins = {
  application: applicationOrigin,
  spa: spaOrigin,
  stranger: 'https://stranger.example.test',
  attacker: 'https://attacker.example.test',
};
