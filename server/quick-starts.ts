/** Working code for an application, filled in with its values: the very files of `examples/quickstarts` that the tests run. */
import { readFile } from 'node:fs/promises';

interface Entry {
  id: string;
  title: string;
  /** The kinds of application that it is for. */
  kinds: string[];
  file: string;
  /** Where the code goes in the developer's project. */
  place: string;
  install?: string;
  run: string;
  open?: string;
  /** Where its library wants to be called back; without one it takes the registered address. */
  callbackPath?: string;
  /** With what the tests last ran it. */
  proven: string;
}

export interface QuickStart extends Omit<Entry, 'kinds' | 'file' | 'callbackPath'> {
  code: CodePart[];
  redirectUri: string;
  /** Whether that address is registered, so that it will work. */
  isRegistered: boolean;
}

type CodePart = string | { kind: 'value'; text: string };

interface Application {
  issuer: string;
  clientId: string;
  redirectUris: string[];
}

const folder = 'examples/quickstarts';
const standardUri = 'http://localhost:4000/callback';

let loaded: Promise<{ entry: Entry; code: string }[]> | undefined;

/** Those for a kind of application; read once. */
export async function quickStartsFor(kind: string, application: Application): Promise<QuickStart[]> {
  loaded ??= load();
  const all = await loaded.catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return all.filter(({ entry }) => entry.kinds.includes(kind)).map(({ entry, code }) => fill(entry, code, application));
}

async function load(): Promise<{ entry: Entry; code: string }[]> {
  const entries: Entry[] = JSON.parse(await readFile(`${folder}/catalogue.json`, 'utf8'));
  return Promise.all(
    entries.map(async (entry) => ({ entry, code: await readFile(`${folder}/${entry.file}`, 'utf8') })),
  );
}

function fill(
  { kinds: _, file: __, callbackPath, ...entry }: Entry,
  code: string,
  application: Application,
): QuickStart {
  const { issuer, clientId, redirectUris } = application;
  const own = redirectUris.find((uri) => URL.canParse(uri) && new URL(uri).hostname === 'localhost') ?? redirectUris[0];
  const { origin, port } = new URL(own !== undefined && /^https?:/.test(own) ? own : standardUri);
  const redirectUri = callbackPath === undefined ? (own ?? standardUri) : `${origin}${callbackPath}`;
  const values: Record<string, string> = { issuer, client_id: clientId, redirect_uri: redirectUri, origin, port };
  const parts = code.split(/\{\{(\w+)\}\}/).map((part, at): CodePart => {
    return at % 2 === 0 ? part : { kind: 'value', text: values[part] ?? '' };
  });
  const plain = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');
  return {
    ...entry,
    run: plain(entry.run),
    ...(entry.open === undefined ? {} : { open: plain(entry.open) }),
    code: parts,
    redirectUri,
    isRegistered: redirectUris.includes(redirectUri),
  };
}
