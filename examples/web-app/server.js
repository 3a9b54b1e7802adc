// Starts the application: configuration, discovery, listening.
import { createServer } from 'node:http';
import { createApplication } from './application.js';
import { readConfiguration } from './configuration.js';
import { connect } from './provider.js';
import { createSessions } from './sessions.js';

try {
  loadDotEnv();
  const configuration = readConfiguration(process.env);
  const provider = await connect(configuration);
  const { issuer, origin, port } = configuration;
  const server = createServer(createApplication({ provider, issuer, origin, sessions: createSessions() }));
  server.on('error', (error) => fail(error.code === 'EADDRINUSE' ? inUse(port) : error));
  server.listen(port, 'localhost', () => console.log(`Open ${origin}`));
} catch (error) {
  fail(error);
}

/** Variables that are already set win over the file. */
function loadDotEnv() {
  try {
    process.loadEnvFile(new URL('.env', import.meta.url));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function inUse(port) {
  return { kind: 'configuration', message: `PORT ${port} is in use; stop the other process or choose another PORT.` };
}

/** What a person can mend is told in words; a fault of the program is shown whole. */
function fail(error) {
  console.error(error.kind === 'configuration' ? error.message : error);
  process.exit(1);
}
