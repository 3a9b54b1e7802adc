/** What the commands say and hear: one document or calm text on standard output, one line on standard error. */

export interface Terminal {
  /** Writes to standard output. */
  say(text: string): void;
  /** Writes to standard error. */
  warn(text: string): void;
  /** A password or another secret: standard input up to its end, or typed without an echo. */
  readSecret(prompt: string): Promise<string>;
}

const longestSecret = 65_536;

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    say: (text) => void process.stdout.write(`${text}\n`),
    warn: (text) => void process.stderr.write(`${text}\n`),
    readSecret: (prompt) => (process.stdin.isTTY ? readTyped(prompt) : readToEnd()),
  };
}

/** Without the one line break that `echo` adds; everything else belongs to the secret. */
async function readToEnd(): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > longestSecret) throw usageError('Standard input is too long for a password.');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(Buffer.concat(chunks));
    return text.replace(/\r?\n$/, '');
  } catch {
    throw usageError('The password on standard input is not UTF-8.');
  }
}

function readTyped(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const finish = (settle: () => void) => {
      stdin.off('data', onData).setRawMode(false).pause();
      stderr.write('\n');
      settle();
    };
    const onData = (keys: string) => {
      for (const key of keys) {
        if (key === '\r' || key === '\n' || key === '\u0004') return finish(() => resolve(typed));
        if (key === '\u0003') return finish(() => reject(usageError('Cancelled.')));
        typed = key === '\u007f' ? [...typed].slice(0, -1).join('') : typed + key;
      }
    };
    stdin.on('data', onData);
  });
}

/** What whatever was thrown says, on one line. */
export function messageOf(thrown: unknown): string {
  const hasMessage = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  const [line = ''] = String(hasMessage ? thrown.message : thrown).split('\n', 1);
  return line;
}

/** A failure whose message is the line to show. */
export function usageError(message: string): Error & { kind: 'usage' } {
  return Object.assign(new Error(message), { kind: 'usage' as const });
}
