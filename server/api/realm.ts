/** The realm itself: signing keys, settings, and how it is. */
import { z } from 'zod';
import { examine } from '@/portal/doctor';
import { getSetting, listSettings } from '@/portal/get-setting';
import { listSigningKeys } from '@/portal/list-signing-keys';
import { resetSetting } from '@/portal/reset-setting';
import { rotateSigningKeys } from '@/portal/rotate-signing-keys';
import { setSetting } from '@/portal/set-setting';
import { signingAlgorithms } from '@/portal/token-choices';
import { findingDocument, settingDocument, signingKeyDocument } from './documents/realm';
import { operation } from './operation';

const settings = { tag: 'Settings', audience: 'operators' } as const;
const one = { ...settings, path: '/settings/{name}', parameters: z.object({ name: z.string().max(100) }) } as const;
const keys = { tag: 'Signing keys', audience: 'operators', path: '/keys' } as const;
const keyList = z.object({ items: z.array(signingKeyDocument) });

export const realm = [
  operation({
    ...keys,
    name: 'listSigningKeys',
    method: 'GET',
    summary: 'List signing keys and what each does now',
    description: 'The newest first; never their private halves.',
    scope: 'keys:read',
    status: 200,
    answer: keyList,
    handle: async ({ useCase }) => ({ items: await listSigningKeys(useCase) }),
  }),
  operation({
    ...keys,
    name: 'rotateSigningKeys',
    method: 'POST',
    path: '/keys/rotation',
    summary: 'Publish successors of the signing keys',
    description: 'They sign a little later; the keys of before stay published until what they signed has expired.',
    scope: 'keys:write',
    fresh: true,
    body: z.strictObject({
      algs: z.array(z.enum(signingAlgorithms)).min(1).max(signingAlgorithms.length).optional(),
    }),
    status: 201,
    answer: keyList,
    async handle({ useCase, body, forgetCached }) {
      const items = await rotateSigningKeys(useCase, body.algs === undefined ? {} : { algs: [...new Set(body.algs)] });
      await forgetCached();
      return { items };
    },
  }),
  operation({
    ...settings,
    name: 'listSettings',
    method: 'GET',
    path: '/settings',
    summary: 'List all settings with their meaning',
    scope: 'settings:read',
    status: 200,
    answer: z.object({ items: z.array(settingDocument) }),
    handle: async ({ useCase }) => ({ items: await listSettings(useCase) }),
  }),
  operation({
    ...one,
    name: 'getSetting',
    method: 'GET',
    summary: 'Read a setting',
    scope: 'settings:read',
    status: 200,
    answer: settingDocument,
    handle: ({ useCase, path }) => getSetting(useCase, path.name),
  }),
  operation({
    ...one,
    name: 'setSetting',
    method: 'PUT',
    summary: 'Change a setting',
    description: 'Every process of the server follows within five seconds.',
    scope: 'settings:write',
    fresh: true,
    body: z.strictObject({ value: z.union([z.string().max(10_000), z.number()]) }),
    status: 200,
    answer: settingDocument,
    async handle({ useCase, path, body, forgetCached }) {
      const changed = await setSetting(useCase, path.name, body.value);
      await forgetCached();
      return changed;
    },
  }),
  operation({
    ...one,
    name: 'resetSetting',
    method: 'DELETE',
    summary: 'Take a setting back to its default',
    scope: 'settings:write',
    fresh: true,
    status: 200,
    answer: settingDocument,
    async handle({ useCase, path, forgetCached }) {
      const changed = await resetSetting(useCase, path.name);
      await forgetCached();
      return changed;
    },
  }),
  operation({
    ...settings,
    tag: 'Doctor',
    name: 'examine',
    method: 'GET',
    path: '/doctor',
    summary: 'Look the realm over',
    description: 'What is well, what to watch, what is broken and the line to change.',
    scope: 'settings:read',
    status: 200,
    answer: z.object({ items: z.array(findingDocument) }),
    handle: async ({ useCase }) => ({ items: await examine(useCase) }),
  }),
];
