/** What a link in a mail lets its holder do, once. Only the hash of its token is stored. */
import { digest, issueSecretValue } from './identifiers';
import type { Clock, IdentityStores, MailedLink, MailedLinkKind, RandomBytes } from './ports';

const hour = 3600;
const day = 24 * hour;
const lifetimeSeconds: Record<MailedLinkKind, number> = {
  registration: hour,
  invitation: 7 * day,
  email: day,
  'password-reset': hour,
};

export type LinkHolder = Pick<MailedLink, 'email' | 'personId' | 'requestId'>;

/** A link of 256 random bits, and the token that goes into the mail and nowhere else. */
export function newMailedLink(
  { clock, random }: { clock: Clock; random: RandomBytes },
  kind: MailedLinkKind,
  holder: LinkHolder,
): { link: MailedLink; token: string } {
  const token = issueSecretValue(random);
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + lifetimeSeconds[kind] * 1000);
  return { token, link: { kind, hash: digest(token), ...holder, createdAt, expiresAt, consumedAt: null } };
}

/** The link of a token while it may be used; spends nothing, so a GET may ask. */
export async function findUsableLink(
  stores: Pick<IdentityStores, 'mailedLinks'>,
  clock: Clock,
  kind: MailedLinkKind,
  token: string,
): Promise<MailedLink | undefined> {
  const link = await stores.mailedLinks.find(kind, digest(token));
  return link !== undefined && link.consumedAt === null && link.expiresAt > clock.now() ? link : undefined;
}
