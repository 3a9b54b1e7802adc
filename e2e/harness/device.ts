/** A device without a browser (RFC 8628), and the person who types its code somewhere else. */
import type { RegisteredClient, RegisteredPerson } from './command-line';
import type { Page } from './page';
import type { Arrival, PlainBrowser } from './plain-browser';
import type { RequestParameters } from './relying-party';
import { expectScreen, pageOf, screenOf, signIn } from './screens';
import type { Wire, WireResponse } from './wire';
import { readMembers } from './wire';

export const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code';

export interface DeviceCodes {
  deviceCode: string;
  userCode: string;
  verificationUri: string;
  verificationUriComplete: string;
}

export interface Device {
  /** Asks for codes, and gives the answer as it is. */
  ask(parameters?: RequestParameters): Promise<WireResponse>;
  /** The codes of a device that may ask for them. */
  start(parameters?: RequestParameters): Promise<DeviceCodes>;
  poll(deviceCode: string | undefined, parameters?: RequestParameters): Promise<WireResponse>;
}

/** A device that is registered as a public client. */
export function createDevice(issuer: string, wire: Wire, { client_id: clientId }: RegisteredClient): Device {
  const post = (path: string, parameters: RequestParameters) => {
    const given = Object.entries({ client_id: clientId, ...parameters });
    const sent = given.filter((pair): pair is [string, string] => pair[1] !== undefined);
    return wire(`${issuer}${path}`, { method: 'POST', body: new URLSearchParams(sent) });
  };
  const ask: Device['ask'] = (parameters) =>
    post('/oauth2/device_authorization', { scope: 'openid profile email offline_access', ...parameters });
  return {
    ask,
    async start(parameters) {
      const members = readMembers(await ask(parameters));
      return {
        deviceCode: String(members.device_code),
        userCode: String(members.user_code),
        verificationUri: String(members.verification_uri),
        verificationUriComplete: String(members.verification_uri_complete),
      };
    },
    poll: (deviceCode, parameters) =>
      post('/oauth2/token', { grant_type: deviceCodeGrant, device_code: deviceCode, ...parameters }),
  };
}

/** Opens the page and sends the code; where that leads. */
export async function typeCode(browser: PlainBrowser, issuer: string, userCode: string): Promise<Arrival> {
  const page = expectScreen(await browser.open(`${issuer}/device`), 'device');
  return browser.press(page, 'device-submit', { 'user-code': userCode });
}

/** Types the code, signs in where that is asked for, and comes to the decision. */
export async function reachDecision(
  browser: PlainBrowser,
  issuer: string,
  userCode: string,
  person: RegisteredPerson,
): Promise<Page> {
  let arrival = await typeCode(browser, issuer, userCode);
  if (screenOf(pageOf(arrival)) === 'sign-in') arrival = await signIn(browser, pageOf(arrival), person);
  return expectScreen(arrival, 'device-confirm');
}

/** The page that the person sees last. */
export async function decide(browser: PlainBrowser, page: Page, decision: 'allow' | 'deny'): Promise<Page> {
  return pageOf(await browser.press(page, decision === 'allow' ? 'device-submit' : 'device-deny'));
}
