/** What the endpoints that a browser visits need, pages included. */
import type { InteractionStep } from '../interaction/next-step';
import type { KeyRing } from '../keys';
import type { AuthorizationServerOptions } from '../options';
import type {
  Clock,
  Cryptography,
  EndUserSession,
  EventSink,
  Origin,
  ProtocolEvent,
  ProtocolStorage,
  RandomBytes,
} from '../ports';

/** Where the pages of an interaction live; the engine only redirects to them. */
export interface InteractionPages {
  stepUrl(step: InteractionStep | 'sign-out' | 'signed-out', requestId: string): string;
  dispatcherUrl(requestId: string): string;
  signedOutUrl(): string;
  /** The `Set-Cookie` value that binds a pending request to this browser. */
  bindingCookie(requestId: string, secret: string, lifetimeSeconds: number): string;
  clearBindingCookie(requestId: string): string;
  clearSessionCookie(): string;
  /** The cookie that the check-session frame reads; letters, digits, dots, hyphens and underscores. */
  browserStateCookieName(): string;
  browserStateCookie(value: string): string;
  clearBrowserStateCookie(): string;
  /** The page for a failure that must not be redirected: 400, or 503 and 500 for our own. Takes whatever was thrown. */
  failure(thrown: unknown, traceId: string, step: ProtocolEvent['step']): Promise<Response>;
}

export interface AuthorizationDependencies {
  issuer: string;
  realmId: string;
  storage: ProtocolStorage;
  keys: KeyRing;
  clock: Clock;
  random: RandomBytes;
  cryptography: Cryptography;
  events: EventSink;
  options: AuthorizationServerOptions;
  pages: InteractionPages;
  /** Ends an end-user session with all that ends with it (DECISIONS 20), committed when it returns. */
  endSession(session: EndUserSession, origin: Origin): Promise<void>;
}
