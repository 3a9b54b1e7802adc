/** Serves the page, with the library bundled into it, from an origin of its own. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { ApplicationProcess } from './application-process';
import type { RegisteredClient } from './command-line';
import { freePort } from './free-port';
import type { Instance } from './instance';

export interface BrowserApplication extends ApplicationProcess {
  origin: string;
  client: RegisteredClient;
}

const buttons = ['sign-in', 'sign-in-popup', 'renew', 'sign-out'];
const values = ['subject', 'name', 'access-token', 'frame', 'heard', 'problem'];

/** Registers it as a public client with these members more, and serves it. */
export async function startBrowserApplication(
  instance: Instance,
  scope: string,
  metadata: Record<string, unknown> = {},
): Promise<BrowserApplication> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const client = await instance.createClient({
    client_name: 'Example browser application',
    redirect_uris: [`${origin}/callback`],
    post_logout_redirect_uris: [`${origin}/signed-out`],
    token_endpoint_auth_method: 'none',
    ...metadata,
  });
  const script = await bundle();
  const page = pageOf({ authority: instance.issuer, client_id: client.client_id, scope });
  const server = createServer(({ url }, response) => {
    if (url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else if (url === '/favicon.ico') response.writeHead(204).end();
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
  });
  await new Promise<void>((done) => server.listen(port, 'localhost', done));
  return {
    origin,
    client,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('./browser-application-page.ts', import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false });
  return outputFiles[0]?.text ?? '';
}

function pageOf(settings: Record<string, string>): string {
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><title>Example browser application</title>
${buttons.map((id) => `<button id="${id}">${id}</button>`).join('')}
${values.map((id) => `<output id="${id}"></output>`).join('')}
<script type="application/json" id="settings">${json}</script><script type="module" src="/page.js"></script>`;
}
