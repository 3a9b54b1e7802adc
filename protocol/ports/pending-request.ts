/** Requests that wait for a person. */
/** What the steps of an interaction established; each step writes its own member. */
export interface InteractionFacts {
  /** The session that the person signed in to within this interaction. */
  signedInSessionId?: string;
  /** The person said "it is me" on the account page. */
  chosenSessionId?: string;
  consent?: { sessionId: string; decision: 'allow' | 'deny'; scopes: string[] };
  registered?: boolean;
  /** The device code that was claimed here, with its user code as the page repeats it: claimed, it opens nothing more. */
  device?: {
    hash: string;
    userCode: string;
    /** The session that the decision was put to. */
    askedSessionId?: string;
  };
}

/** A form's failure, shown once by the page after the 303. The typed name is kept, never the password. */
export interface FormFailure {
  step: string;
  code: string;
  typedName?: string;
  fields?: Record<string, string>;
}

export interface PendingRequest {
  id: string;
  traceId: string;
  /** SHA-256 of the cookie-held secret that binds the request to one browser, base64url. */
  browserSecretHash: string;
  /**
   * What waits: an authorization request, a request to sign out (RP-initiated logout), what the page after it has to show,
   * a device code to be typed, or a visit to our own pages.
   */
  purpose: 'authorize' | 'end-session' | 'signed-out' | 'device' | 'home';
  /** Null when no client is behind it. */
  clientId: string | null;
  /** The parameters as received, checked. Repeatable ones are arrays. */
  parameters: Record<string, string | string[]>;
  facts: InteractionFacts;
  failure: FormFailure | null;
  createdAt: Date;
  expiresAt: Date;
  completedAt: Date | null;
}

export interface PendingRequestStore {
  create(request: PendingRequest): Promise<void>;
  find(id: string): Promise<PendingRequest | undefined>;
  /** Replaces facts and failure while the request is neither completed nor expired; false otherwise. */
  update(id: string, change: { facts?: InteractionFacts; failure?: FormFailure | null }, at: Date): Promise<boolean>;
  /** Exactly one caller gets true. */
  complete(id: string, at: Date): Promise<boolean>;
}
