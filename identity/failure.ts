/** Errors that this room throws. They are told apart by `kind`, because classes exist twice in the bundle (DECISIONS 22). */

export type FailureKind = 'overloaded' | 'proof-void' | 'setup-refused' | 'link-spent';

/** An error that a door maps by its `kind`. */
export function failure<Kind extends FailureKind>(kind: Kind, message: string): Error & { kind: Kind } {
  return Object.assign(new Error(message), { kind });
}

/** True for any thrown value that carries this `kind`, whoever made it. */
export function hasKind<Kind extends string>(error: unknown, kind: Kind): error is Error & { kind: Kind } {
  return typeof error === 'object' && error !== null && 'kind' in error && error.kind === kind;
}

/** Which unique name a store's conflict is about; undefined when the error is something else. */
export function conflictField(error: unknown): 'username' | 'email' | undefined {
  if (!hasKind(error, 'conflict') || !('field' in error)) return undefined;
  return error.field === 'username' || error.field === 'email' ? error.field : undefined;
}
