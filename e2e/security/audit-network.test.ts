/** An audit row of what a person or a client did says from where, whichever door it came through. */
import { describe, expect, it } from 'vitest';
import { confirmSignOut, expectScreen } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import { query } from './databases';
import { securitySite } from './site';
import { revoke, takeTokens } from './visitor';

const told = ['authorization-create', 'authorization-revoke', 'session-end', 'sign-in'];

describe.each(databaseKinds)('the audit on %s', (kind) => {
  it('knows the network of a sign-in, a code, a code that came twice, a revocation and a sign-out', async () => {
    const site = securitySite(kind);
    const { party, browser, response, request } = await takeTokens(site);
    await party.redeem(response, request);
    const { tokens } = await takeTokens(site, { browser });
    await revoke(site, party, tokens.refreshToken);
    const page = expectScreen(await browser.open(`${site.issuer}/oauth2/end_session`), 'sign-out');
    await confirmSignOut(browser, page);

    const where = "FROM audit_entry WHERE actor_kind IN ('person', 'client')";
    const actions = await query(site, `SELECT DISTINCT action ${where} AND network IS NOT NULL`);
    expect(actions.map(({ action }) => action)).toEqual(expect.arrayContaining(told));
    expect(await query(site, `SELECT DISTINCT action ${where} AND network IS NULL`)).toEqual([]);
  });
});
