/** The flags of `api create` and `api update`, and the document that they make. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { accessTokenFormats, signingAlgorithms } from '@/portal/token-choices';
import { readLifetime } from './duration';
import type { JsonOption } from './json-option';
import { readDocument } from './json-option';
import { collect } from './repeated-option';
import { usageError } from './terminal';

export interface ApiFlags {
  json?: JsonOption;
  name?: string;
  scope?: string[];
  tokenFormat?: string;
  signingAlg?: string;
  tokenLifetime?: string;
  includeRoles?: boolean;
  servedBy?: string[];
}

/** The flags that describe an API, on one command. */
export function addApiFlags(command: Command): Command {
  return command
    .option('--name <name>', 'what people read')
    .option('--scope <name=description>', 'a scope and what people read of it; may be repeated', collect)
    .addOption(new Option('--token-format <format>', 'how access tokens look').choices([...accessTokenFormats]))
    .addOption(new Option('--signing-alg <alg>', 'what JWTs are signed with').choices([...signingAlgorithms]))
    .option('--token-lifetime <duration>', 'how long an access token lives at most: 5m, or default')
    .option('--include-roles', 'put the roles of the person into tokens')
    .option('--served-by <client-id>', 'a client that may introspect its tokens; may be repeated', collect);
}

/** JSON, and flags over it; scopes apart. Throws `kind: 'usage'`. */
export function toApiDocument(flags: ApiFlags): Record<string, unknown> {
  const members: Record<string, unknown> = {
    name: flags.name,
    access_token_format: flags.tokenFormat,
    access_token_signing_alg: flags.signingAlg,
    access_token_lifetime: flags.tokenLifetime === undefined ? undefined : readLifetime(flags.tokenLifetime),
    include_roles: flags.includeRoles,
    served_by: flags.servedBy,
  };
  const set = Object.entries(members).filter(([, value]) => value !== undefined);
  return { ...readDocument(flags.json), ...Object.fromEntries(set) };
}

/** The scopes of `--scope name=description`. Throws `kind: 'usage'`. */
export function readScopes({ scope = [] }: ApiFlags): { name: string; description: string }[] {
  return scope.map((text) => {
    // A scope may hold an equals sign only in theory: the first one parts it from its description.
    const [name = '', ...rest] = text.split('=');
    const description = rest.join('=').trim();
    if (name === '' || description === '') throw usageError('A scope is given as name=description.');
    return { name, description };
  });
}
