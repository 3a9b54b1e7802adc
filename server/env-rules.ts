/** What a value of one environment variable may be. The messages continue the variable's name. */
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export const wholeNumber = (from: number, to: number, standard: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .pipe(z.number().min(from, `must be from ${from} to ${to}`).max(to, `must be from ${from} to ${to}`))
    .default(standard);

/** Values separated by commas, each of which passes. */
export const list = (isGood: (item: string) => boolean, message: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .refine((items) => items.every(isGood), { message })
    .optional();

const parse = (text: string) => (URL.canParse(text) ? new URL(text) : undefined);

/** localhost and its subdomains, 127.0.0.0/8 and ::1. */
export const isLoopback = (hostname: string) =>
  /^(?:.+\.)?localhost$/.test(hostname) ||
  hostname === '[::1]' ||
  (isIP(hostname) === 4 && hostname.startsWith('127.'));

export const isOrigin = (text: string) => /^https?:/.test(text) && parse(text)?.origin === text;

export const isHost = (text: string) => isIP(text) !== 0 || /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(text);

/** An address, or a range such as 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

/** Addresses and ranges as one list to ask. */
export function toBlockList(networks: readonly string[]): BlockList {
  const block = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) block.addAddress(address, family);
    else block.addSubnet(address, Number(bits), family);
  }
  return block;
}

// The issuer is compared letter by letter by every client, so it is refused rather than quietly rewritten.
export const issuer = z.string().superRefine((text, context) => {
  const url = parse(text);
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return refuse('must be an https URL such as https://id.example.com');
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return refuse('must be https, except for a loopback address');
  if (url.origin !== text)
    return refuse(`must be an origin, without path, query or trailing slash: write ${url.origin}`);
});

export const databaseUrl = z.string().superRefine((text, context) => {
  const isGood = /^file:.+/.test(text) || (/^postgres(?:ql)?:\/\//.test(text) && parse(text) !== undefined);
  if (!isGood) context.addIssue({ code: 'custom', message: 'must start with file: (SQLite) or postgresql://' });
});

export const smtpUrl = z.string().refine((text) => {
  const url = parse(text);
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false;
  // Nothing else is read, so nothing else may look as if it were.
  return ['', '/'].includes(url.pathname) && url.search === '' && url.hash === '' && isDecodable(url);
}, 'must be smtp://host:port or smtps://host:port, with user and password percent-encoded if there are any');

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username);
    decodeURIComponent(password);
    return true;
  } catch {
    return false;
  }
}

export const secret = z.string().min(32, 'must have at least 32 characters');

/** `id@example.com` or `Name <id@example.com>`, on one line. */
export const mailbox = z
  .string()
  .regex(
    /^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    'must be an address, such as Gatehouse <id@example.com>',
  );
