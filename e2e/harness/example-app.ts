/** The applications of `examples/`, run as a newcomer would, against one instance. */
import { once } from 'node:events';
import { join } from 'node:path';
import type { ApplicationProcess } from './application-process';
import { spawnApplication, startApplication } from './application-process';
import type { RegisteredClient } from './command-line';
import { root } from './command-line';
import { freePort } from './free-port';
import type { Instance } from './instance';

export interface ExampleApp extends ApplicationProcess {
  origin: string;
  client: RegisteredClient;
}

/** What it said and how it ended. */
export interface ExampleRun {
  exitCode: number | null;
  stderr: string;
}

/** The client metadata of an example that listens on `port`. */
export const exampleClient = (port: number) => ({
  client_name: 'Example web app',
  client_uri: `http://localhost:${port}/`,
  redirect_uris: [`http://localhost:${port}/callback`],
  post_logout_redirect_uris: [`http://localhost:${port}/signed-out`],
  grant_types: ['authorization_code', 'refresh_token'],
});

/** Registers the example at the instance, starts it on a free port and waits until it listens. */
export async function startExampleApp(instance: Instance, registered?: RegisteredClient): Promise<ExampleApp> {
  const port = registered === undefined ? await freePort() : Number(new URL(registered.redirect_uris[0] ?? '').port);
  const client = registered ?? (await instance.createClient(exampleClient(port)));
  return run('web-app', instance, client, port);
}

/** The same for `examples/sign-in-dialog`, which is a public client. */
export async function startDialogExample(instance: Instance): Promise<ExampleApp> {
  const port = await freePort();
  const client = await instance.createClient({
    client_name: 'Example sign-in dialog',
    redirect_uris: [`http://localhost:${port}/`],
    token_endpoint_auth_method: 'none',
  });
  return run('sign-in-dialog', instance, client, port);
}

async function run(
  name: ExampleName,
  { issuer }: Instance,
  client: RegisteredClient,
  port: number,
): Promise<ExampleApp> {
  const { client_id: clientId, client_secret: clientSecret = '' } = client;
  const env = { ISSUER: issuer, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, PORT: String(port) };
  return { origin: `http://localhost:${port}`, client, ...(await startApplication(serverOf(name), env)) };
}

/** Starts the web application in a way that must fail, and waits for its end. */
export async function failToStart(env: Record<string, string>): Promise<ExampleRun> {
  const child = spawnApplication(serverOf('web-app'), env);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, stderr };
}

type ExampleName = 'web-app' | 'sign-in-dialog';

const serverOf = (name: ExampleName) => join(root, 'examples', name, 'server.js');
