/** The engine's view of our pages: where they are, how a browser is bound to a request, what a failure looks like. */

import type { InteractionPages } from '@/protocol/authorization-server';
import { hasKind, toRefusal } from '@/protocol/errors';
import { browserStateCookie, browserStateCookieName, clearedSessionCookie } from './cookies';
import { bareErrorPage, errorPage } from './error-page';
import type { RecordFailure } from './failure-record';
import { dispatcherPath, signedOutPath, stepPath } from './interaction/locations';
import { refusalStatus } from './refusal-status';
import { bindingCookie, clearedBindingCookie } from './request-binding';

interface Dependencies {
  issuer: string;
  recordFailure: RecordFailure;
}

/** Builds the pages of one realm; every address comes from the configured issuer. */
export function createInteractionPages({ issuer, recordFailure }: Dependencies): InteractionPages {
  return {
    stepUrl: (step, requestId) => `${issuer}${stepPath(step, requestId)}`,
    dispatcherUrl: (requestId) => `${issuer}${dispatcherPath(requestId)}`,
    signedOutUrl: () => `${issuer}${signedOutPath}`,
    bindingCookie: (requestId, secret, lifetimeSeconds) => bindingCookie(requestId, secret, lifetimeSeconds, issuer),
    clearBindingCookie: (requestId) => clearedBindingCookie(requestId, issuer),
    clearSessionCookie: () => clearedSessionCookie(issuer),
    browserStateCookieName: () => browserStateCookieName(issuer),
    browserStateCookie: (value) => browserStateCookie(value, issuer),
    clearBrowserStateCookie: () => browserStateCookie('', issuer),
    async failure(thrown, traceId, step) {
      const error = toRefusal(thrown);
      const status = refusalStatus(error.code);
      // Load is shed by doing less: a trace and a rendered page cost as much as the hash that there was no time for.
      if (hasKind(thrown, 'overloaded')) return bareErrorPage({ traceId, status }, issuer);
      await recordFailure(error, traceId, step);
      return errorPage({ traceId, status });
    },
  };
}
