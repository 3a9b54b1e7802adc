/** Where the pages and handlers of an interaction live. Ids travel in URLs, failures and typed names never do. */
import type { InteractionStep } from '@/protocol/interaction/next-step';

type OwnStep =
  | 'sign-out'
  | 'signed-out'
  | 'device'
  | 'device-confirm'
  | 'forgot-password'
  | 'mail-sent'
  | 'password-changed'
  | 'email-address';

const pages: Record<InteractionStep | OwnStep, string> = {
  'sign-in': '/sign-in',
  register: '/register',
  'choose-account': '/choose-account',
  consent: '/consent',
  'sign-out': '/sign-out',
  'signed-out': '/signed-out',
  device: '/device',
  'device-confirm': '/device/confirm',
  'forgot-password': '/forgot-password',
  'mail-sent': '/mail-sent',
  'password-changed': '/reset-password/done',
  'email-address': '/email-address',
};

/** The page of one step for one pending request. */
export function stepPath(step: keyof typeof pages, requestId: string): string {
  return `${pages[step]}?request=${encodeURIComponent(requestId)}`;
}

/** The dispatcher: it alone decides what follows a step. */
export function dispatcherPath(requestId: string): string {
  return `/interaction/${encodeURIComponent(requestId)}`;
}

export const startPath = '/interaction/start';
/** Where one begins to register, or says that a password is forgotten. */
export const registerStartPath = `${startPath}?to=register`;
export const forgotPasswordStartPath = `${startPath}?to=forgot-password`;
export const emailAddressPath = pages['email-address'];

/** The pages behind mailed links, each for one kind of link alone (SECURITY invariant 2). */
export const linkPages = {
  registration: '/register/finish',
  invitation: '/invitation',
  email: '/confirm-email',
  'password-reset': '/reset-password',
} as const;

/** The page of a mailed link, for one pending request of this browser if there is one. */
export function linkPath(kind: keyof typeof linkPages, token: string, requestId?: string | undefined): string {
  return `${linkPages[kind]}?${new URLSearchParams({ token, ...(requestId === undefined ? {} : { request: requestId }) })}`;
}

export const signedOutPath = pages['signed-out'];
/** What the person decided for a device; there is nothing more to do here. */
export const deviceOutcomePaths = { approved: '/device/connected', denied: '/device/denied' } as const;

/** Where typing a device's code begins; a code from the address goes along, to be read and sent by the person. */
export function deviceStartPath(userCode: string | undefined): string {
  return `${startPath}?${new URLSearchParams({ to: 'device', ...(userCode === undefined ? {} : { user_code: userCode }) })}`;
}

/** The sign-in page for somebody else than the one who is signed in. */
export function anotherAccountPath(requestId: string): string {
  return `${stepPath('sign-in', requestId)}&account=another`;
}

/** Where somebody who must sign in first begins, to be sent back to this page of ours. */
export function signInPathFor(page: string): string {
  return `${startPath}?${new URLSearchParams({ to: page })}`;
}

/**
 * A page of the console or the account, as an address within this origin; undefined for anything else. Nothing that a browser could read as
 * another host gets through: one slash in front, plain characters, no dot segments.
 */
export function readOwnPage(wanted: unknown): string | undefined {
  if (typeof wanted !== 'string' || wanted.length > 1000) return undefined;
  const isPlain = /^\/(?:console|account)(?:\/[\w.~%-]+)*(?:\?[\w.~%&=:-]*)?$/.test(wanted);
  return isPlain && !/(?:^|\/)\.{1,2}(?:\/|\?|$)|%2e|%2f|%5c/i.test(wanted) ? wanted : undefined;
}
