/** Initial access tokens, with which applications register themselves (RFC 7591 section 3). */
import { z } from 'zod';
import {
  createInitialAccessToken,
  listInitialAccessTokens,
  revokeInitialAccessToken,
} from '@/portal/initial-access-tokens';
import { initialAccessTokenDocument, newInitialAccessTokenDocument } from './documents/realm';
import { operation } from './operation';

const shared = { tag: 'Initial access tokens', audience: 'operators', path: '/initial-access-tokens' } as const;

export const initialAccessTokens = [
  operation({
    ...shared,
    name: 'listInitialAccessTokens',
    method: 'GET',
    summary: 'List initial access tokens',
    scope: 'applications:read',
    status: 200,
    answer: z.object({ items: z.array(initialAccessTokenDocument) }),
    handle: async ({ useCase }) => ({ items: await listInitialAccessTokens(useCase) }),
  }),
  operation({
    ...shared,
    name: 'createInitialAccessToken',
    method: 'POST',
    summary: 'Let somebody register applications by themselves',
    scope: 'applications:write',
    fresh: true,
    body: z.strictObject({
      label: z.string().max(200).default('').meta({ description: 'Whom it is for.' }),
      uses: z.int().min(1).max(10_000).default(1).meta({ description: 'How many applications.' }),
      expires_in: z.int().min(1).max(31_622_400).default(604_800).meta({ description: 'Seconds from now.' }),
    }),
    status: 201,
    answer: newInitialAccessTokenDocument,
    async handle({ useCase, body: { label, uses, expires_in: lifetimeSeconds } }) {
      const { token = '', ...made } = await createInitialAccessToken(useCase, { label, uses, lifetimeSeconds });
      return { ...made, token };
    },
  }),
  operation({
    ...shared,
    name: 'revokeInitialAccessToken',
    method: 'DELETE',
    path: '/initial-access-tokens/{token_id}',
    summary: 'Make an initial access token worthless',
    description: 'What was registered with it stays.',
    scope: 'applications:write',
    fresh: true,
    parameters: z.object({ token_id: z.string().max(100) }),
    status: 204,
    handle: ({ useCase, path }) => revokeInitialAccessToken(useCase, path.token_id),
  }),
];
