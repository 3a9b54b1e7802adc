/** `kill -9` between the end of a session and its delivery: whoever was to be told of it is told after the next start. */
import { decodeJwt } from 'jose';
import { expect, it } from 'vitest';
import { ada } from '../harness/data';
import { completeFlow } from '../harness/flow';
import { freePort } from '../harness/free-port';
import { nextLogoutToken, startLogoutReceiver } from '../harness/logout-receiver';
import { createPlainBrowser } from '../harness/plain-browser';
import { createRelyingParty } from '../harness/relying-party';
import { databaseKinds } from '../harness/test-database';
import { applications } from './applications';
import { createEmptyInstance } from './databases';
import { securitySite } from './site';

it.each(databaseKinds)(
  'a client on %s is told although the server died before it could',
  { timeout: 120_000 },
  async (kind) => {
    const port = await freePort();
    const uri = `http://127.0.0.1:${port}/ended`;
    const env = { RATE_LIMITS: 'off', OUTBOUND_ALLOW: new URL(uri).origin };
    const instance = await createEmptyInstance(kind, securitySite(kind), { env });
    const person = await instance.createUser(ada.claims, ada.password);
    const client = await instance.createClient({ ...applications.own, backchannel_logout_uri: uri });
    await instance.start();
    const party = await createRelyingParty(instance.issuer, instance.wire, client);
    const browser = createPlainBrowser(instance.issuer, instance.wire);
    const { tokens } = await completeFlow(party, browser, person);
    // Nobody listens there yet, so nothing is delivered before the kill.
    await browser.open(party.endSessionUrl({ id_token_hint: tokens.idToken }));
    await instance.kill();
    const receiver = await startLogoutReceiver(port);
    try {
      await instance.start();
      expect(decodeJwt(await nextLogoutToken(uri)).sid).toBe(decodeJwt(tokens.idToken ?? '').sid);
    } finally {
      await instance.remove();
      await receiver.close();
    }
  },
);
