/** What every mail that somebody asks for has in common: bounded, sealed, and written together with its link. */
import type { AuditActor, Origin } from './audit-entry';
import { auditEntry } from './audit-entry';
import type { Letter, MailDependencies } from './mail';
import { noticeEnd, sealLetter } from './mail';
import type { Held, MailLimits } from './mail-limits';
import { countMail } from './mail-limits';
import type { LinkHolder } from './mailed-links';
import { newMailedLink } from './mailed-links';
import type { EmailProblem } from './names';
import { checkEmail } from './names';
import type { IdentityStorage, MailedLinkKind } from './ports';

export interface AskDependencies extends MailDependencies {
  storage: IdentityStorage;
  /** Read at each time. */
  readMailLimits: () => Promise<MailLimits>;
}

/** Somebody at a browser who typed an address. */
export interface Asking {
  /** As typed. */
  email: string;
  /** The pending request of that browser, which the link goes on with there. */
  requestId: string | null;
  /** The language of the page. */
  locale: string;
  origin: Origin;
}

export type AskResult =
  | { ok: true }
  | Held
  | { ok: false; code: 'invalid'; problems: { field: 'email'; code: EmailProblem | 'domain-not-allowed' }[] };

/** Undefined when a mail may be sent to what was typed. */
export async function refuseAsking(
  { storage, clock, readMailLimits }: AskDependencies,
  { email, origin }: Asking,
): Promise<Exclude<AskResult, { ok: true }> | undefined> {
  const problem = checkEmail(email);
  if (problem !== undefined) return { ok: false, code: 'invalid', problems: [{ field: 'email', code: problem }] };
  const asked = { email, network: origin.network };
  return countMail({ attempts: storage.stores.attempts, clock }, await readMailLimits(), asked);
}

/** What is sent: a letter that leads to a link, or one that says why there is none. */
export type Answer =
  | { kind: MailedLinkKind; holder: Pick<LinkHolder, 'personId'>; letter: (token: string) => Omit<Letter, 'locale'> }
  | { kind: null; letter: Omit<Letter, 'locale'> };

/**
 * Writes the mail, its link if it has one, and the audit row in one transaction. With and without a link it takes the same
 * time but for one row, and says the same.
 */
export async function answerByMail(
  dependencies: AskDependencies,
  { email, requestId, locale, origin }: Asking,
  answer: Answer,
  { actor, action }: { actor: AuditActor; action: string },
): Promise<{ ok: true }> {
  const made =
    answer.kind === null
      ? { link: undefined, letter: answer.letter }
      : withToken(answer, newMailedLink(dependencies, answer.kind, { email, requestId, ...answer.holder }));
  const expiresAt = made.link?.expiresAt ?? noticeEnd(dependencies.clock);
  const message = await sealLetter(dependencies, { ...made.letter, locale } as Letter, { recipient: email, expiresAt });
  const object = { kind: 'mail', id: message.id };
  await dependencies.storage.transaction(async (stores) => {
    if (made.link !== undefined) await stores.mailedLinks.create(made.link);
    await stores.mail.add(message);
    const detail = { template: message.template };
    await stores.audit.append(auditEntry(dependencies, { actor, action, object, origin, detail }));
  });
  return { ok: true };
}

function withToken(answer: Exclude<Answer, { kind: null }>, { link, token }: ReturnType<typeof newMailedLink>) {
  return { link, letter: answer.letter(token) };
}
