/** `--json`: bare it asks for JSON output; with a document it gives the input and asks for JSON output. */
import type { Command } from 'commander';
import { usageError } from './terminal';

export type JsonOption = string | true | undefined;

/** Adds `--json` to a command that only prints. */
export function addJsonOutput(command: Command): Command {
  return command.option('--json', 'print one JSON document');
}

/** Adds `--json [document]` to a command that also takes a document. */
export function addJsonDocument(command: Command, what: string): Command {
  return command.option('--json [document]', `print one JSON document; with a value, take ${what} from it`);
}

/** The document of `--json '{...}'`; an empty one without. Throws `kind: 'usage'`. */
export function readDocument(json: JsonOption): Record<string, unknown> {
  if (typeof json !== 'string') return {};
  const document = parse(json);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw usageError('--json must be followed by a JSON object.');
  }
  return { ...document };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usageError('--json is not valid JSON.');
  }
}

/** Moves a bare `--json` behind everything else, so that it never swallows the argument after it. */
export function settleJson(argv: readonly string[]): string[] {
  const isBare = (index: number) => argv[index] === '--json' && !/^\s*[[{]/.test(argv[index + 1] ?? '');
  const rest = argv.filter((_, index) => !isBare(index));
  return rest.length === argv.length ? rest : [...rest, '--json'];
}

/** Prints the document with `--json`, the text without. */
export function present(say: (text: string) => void, json: JsonOption, document: unknown, text: () => string): void {
  say(json === undefined ? text() : JSON.stringify(document, null, 2));
}
