/** The `gatehouse` command against one instance's environment, whether that runs or not. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { commandSeries } from './command-series';
import type { Claims } from './data';

/** The folder of the product that is tested. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface CommandResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** What `client create` prints: RFC 7591 members, the secret among them. */
export interface RegisteredClient {
  client_id: string;
  client_secret?: string;
  redirect_uris: string[];
  client_uri?: string;
  post_logout_redirect_uris?: string[];
  token_endpoint_auth_method: string;
  grant_types: string[];
  id_token_signed_response_alg?: string;
}

export interface RegisteredPerson {
  sub: string;
  /** What to type on the sign-in page. */
  username: string;
  password: string;
  claims: Claims;
}

export interface CommandLine {
  /** Runs the command as its users do; `stdin` is all that it can read. */
  cli(args: string[], stdin?: string): Promise<CommandResult>;
  /**
   * The same with `--json`, in a process that other commands use too; the printed document. Throws with what it said when
   * it fails. For filling and changing an instance that is tested by other means.
   */
  cliJson<T>(args: string[], stdin?: string): Promise<T>;
  createClient(metadata: Record<string, unknown>): Promise<RegisteredClient>;
  set(setting: string, value: string): Promise<void>;
  createUser(claims: Claims, password: string): Promise<RegisteredPerson>;
}

const withJson = (args: string[]) => [...args, ...(args.includes('--json') ? [] : ['--json'])];

export function createCommandLine(env: Record<string, string>): CommandLine {
  const cli: CommandLine['cli'] = (args, stdin = '') =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['dist/cli/main.js', ...args], {
        cwd: root,
        env: { ...env, NODE_ENV: 'production' },
      });
      const read = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (read.stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (read.stderr += text));
      child.once('error', reject);
      child.once('close', (exitCode) => resolve({ exitCode, ...read }));
      // A command that needs no input may have ended before it reads any.
      child.stdin.on('error', () => undefined);
      child.stdin.end(stdin);
    });
  const runInSeries = commandSeries(env);
  const cliJson = async <T>(args: string[], stdin?: string): Promise<T> => {
    const { exitCode, stdout, stderr } = await runInSeries(withJson(args), stdin);
    if (exitCode !== 0) throw new Error(`gatehouse ${args.join(' ')} ended with ${exitCode}:\n${stderr}${stdout}`);
    return JSON.parse(stdout);
  };
  return {
    cli,
    cliJson,
    createClient: (metadata) => cliJson(['client', 'create', '--json', JSON.stringify(metadata)]),
    async set(setting, value) {
      await cliJson(['settings', 'set', setting, value]);
    },
    async createUser(claims, password) {
      const created = await cliJson<{ sub: string }>(['user', 'create', '--json', JSON.stringify(claims)], password);
      return { sub: created.sub, username: claims.preferred_username, password, claims };
    },
  };
}
