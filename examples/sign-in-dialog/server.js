// Serves three files, and tells the page which provider it asks and who it is there. It keeps no secret and no session.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

try {
  process.loadEnvFile(new URL('.env', import.meta.url));
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}
const { ISSUER: issuer = 'http://localhost:3000', CLIENT_ID: clientId, PORT: port = '4001' } = process.env;
const origin = `http://localhost:${port}`;
if (!clientId) {
  console.error(`CLIENT_ID is missing, so Gatehouse would not know this application.
Register it once, in Gatehouse's folder:

  npm run --silent gatehouse -- client create --type spa --name "Example sign-in dialog" --redirect-uri ${origin}/

Then copy .env.example to .env, put the printed client_id there, and start again.`);
  process.exit(1);
}

const files = new Map([
  ['/', ['index.html', 'text/html; charset=utf-8']],
  ['/sign-in.js', ['sign-in.js', 'text/javascript; charset=utf-8']],
  ['/style.css', ['style.css', 'text/css; charset=utf-8']],
]);
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'self'; connect-src 'self' ${issuer}; img-src data:; frame-ancestors 'none'`,
  // Not `same-origin`, which would cut the tie between this page and the window that it opens.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'x-content-type-options': 'nosniff',
};

const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, origin);
  if (pathname === '/configuration.json') {
    response.writeHead(200, { ...headers, 'content-type': 'application/json' });
    return response.end(JSON.stringify({ issuer, clientId, redirectUri: `${origin}/` }));
  }
  const [name, type] = files.get(pathname) ?? [];
  if (name === undefined) return response.writeHead(404, headers).end();
  response.writeHead(200, { ...headers, 'content-type': type });
  response.end(await readFile(new URL(`public/${name}`, import.meta.url)));
});
server.on('error', (error) => {
  console.error(error.code === 'EADDRINUSE' ? `PORT ${port} is in use; choose another PORT.` : error);
  process.exit(1);
});
server.listen(Number(port), 'localhost', () => console.log(`Open ${origin}`));
