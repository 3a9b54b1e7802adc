/** Where the pages and handlers of an interaction live. Ids travel in URLs, failures and typed names never do. */
import type { InteractionStep } from '@/protocol/interaction/next-step';

const pages: Record<InteractionStep | 'sign-out' | 'signed-out' | 'device' | 'device-confirm', string> = {
  'sign-in': '/sign-in',
  register: '/register',
  'choose-account': '/choose-account',
  consent: '/consent',
  'sign-out': '/sign-out',
  'signed-out': '/signed-out',
  device: '/device',
  'device-confirm': '/device/confirm',
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
