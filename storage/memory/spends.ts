/** The spends on Maps: each is one synchronous change of a copy, so nothing comes between its steps. */
import type { AuthorizationCode, RefreshToken, Spends } from '@/protocol/ports';
import { spendOutcome } from '../spend-outcome';
import { insertOpaqueAccessToken, insertRefreshToken } from './grants';
import type { MemoryAccess, State } from './state';

/** The spends of a memory. */
export function createMemorySpends({ write }: MemoryAccess): Spends {
  return {
    redeemAuthorizationCode: ({ hash, at, refreshToken, accessToken }) =>
      write((state) => {
        const code = state.authorizationCodes.get(hash);
        const outcome = spendOutcome(code && toSpendable(state, code, code.expiresAt), at);
        if (outcome !== 'spent' || !code) return outcome;
        state.authorizationCodes.set(hash, { ...code, consumedAt: at });
        if (refreshToken) insertRefreshToken(state, refreshToken);
        if (accessToken) insertOpaqueAccessToken(state, accessToken);
        return outcome;
      }),
    rotateRefreshToken: ({ hash, at, successor, accessToken, replay }) =>
      write((state) => {
        const token = state.refreshTokens.get(hash);
        if (!token) return { outcome: 'unusable' };
        const end = new Date(Math.min(token.expiresAt.getTime(), token.absoluteExpiresAt.getTime()));
        const outcome = spendOutcome(toSpendable(state, token, end), at);
        if (outcome === 'already-consumed') return { outcome, replay: token.replay };
        if (outcome === 'unusable') return { outcome };
        state.refreshTokens.set(hash, { ...token, consumedAt: at, replay });
        insertRefreshToken(state, successor);
        if (accessToken) insertOpaqueAccessToken(state, accessToken);
        return { outcome };
      }),
    spendClientAssertion: ({ hash, expiresAt }) =>
      write(({ usedClientAssertions }) => {
        if (usedClientAssertions.has(hash)) return 'already-consumed';
        usedClientAssertions.set(hash, expiresAt);
        return 'spent';
      }),
  };
}

function toSpendable({ authorizations }: State, row: AuthorizationCode | RefreshToken, expiresAt: Date) {
  const authorization = authorizations.get(row.authorizationId);
  return { consumed: row.consumedAt !== null, revoked: authorization?.revokedAt !== null, expiresAt };
}
