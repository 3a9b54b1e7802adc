/** The secrets of an application. */
import { z } from 'zod';
import { addClientSecret, changeClientSecret, deleteClientSecret } from '@/portal/client-secrets';
import { newSecretDocument, secretDocument, toSecretDocument } from '../documents/application';
import { operation } from '../operation';

const tag = 'Application secrets';
const ofApplication = { client_id: z.string().max(100) };
const label = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .meta({ description: 'Where it is used, for whoever finds it in a list.' });
const expiry = z.int().min(1).max(315_360_000).nullable().meta({ description: 'Seconds from now; null never.' });
const shared = { tag, audience: 'people', scope: 'applications:write' } as const;

export const secrets = [
  operation({
    ...shared,
    name: 'addApplicationSecret',
    method: 'POST',
    path: '/applications/{client_id}/secrets',
    summary: 'Add a secret beside the others',
    description: 'Those that are there go on working: roll the new one out, then delete the old.',
    parameters: z.object(ofApplication),
    body: z.strictObject({ label, expires_in: expiry.default(null) }),
    fresh: true,
    status: 201,
    answer: newSecretDocument,
    async handle({ useCase, path, body }) {
      const wanted = { label: body.label, expiresInSeconds: body.expires_in };
      const { value, record } = await addClientSecret(useCase, path.client_id, wanted);
      return { ...toSecretDocument(record), secret: value };
    },
  }),
  operation({
    ...shared,
    name: 'changeApplicationSecret',
    method: 'PATCH',
    path: '/applications/{client_id}/secrets/{secret_id}',
    summary: 'Give a secret another label or another end',
    parameters: z.object({ ...ofApplication, secret_id: z.string().max(100) }),
    body: z.strictObject({ label: label.optional(), expires_in: expiry.optional() }),
    fresh: true,
    status: 200,
    answer: secretDocument,
    async handle({ useCase, path, body }) {
      const change = { label: body.label, expiresInSeconds: body.expires_in };
      return toSecretDocument(await changeClientSecret(useCase, path.client_id, path.secret_id, change));
    },
  }),
  operation({
    ...shared,
    name: 'deleteApplicationSecret',
    method: 'DELETE',
    path: '/applications/{client_id}/secrets/{secret_id}',
    summary: 'Delete a secret',
    description: 'It stops working at once; what was granted stays.',
    parameters: z.object({ ...ofApplication, secret_id: z.string().max(100) }),
    fresh: true,
    status: 204,
    handle: ({ useCase, path }) => deleteClientSecret(useCase, path.client_id, path.secret_id),
  }),
];
