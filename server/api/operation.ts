/** One operation of the management API: what it takes, who may call it, what it answers. The table of all is in `operations`. */
import type { z } from 'zod';
import type { Origin } from '@/identity/audit-entry';
import type { PasswordHash } from '@/identity/password-hash';
import type { Person } from '@/identity/ports';
import type { Examination } from '@/portal/doctor';
import type { ClientUseCase } from '@/portal/issue-secret';
import type { ShowMail } from '@/portal/show-mail';
import type { Caller, ConfirmPassword } from './caller';
import type { ApiScopeName } from './scopes';

type Schema = z.ZodType;
type Read<S> = S extends Schema ? z.output<S> : undefined;

/** What the use cases need that operations call. */
export type ApiUseCase = ClientUseCase & { passwordHash: PasswordHash } & Pick<ShowMail, 'readMail'> &
  Pick<Examination, 'checkDatabase'>;

/** What an operation works with. */
export interface Call<Path = unknown, Query = unknown, Body = unknown> {
  path: Path;
  query: Query;
  body: Body;
  /** The dependencies of every use case, with the caller as the actor. */
  useCase: ApiUseCase & { origin: Origin };
  caller: Caller;
  /** Of the request, where its browser says who it is. */
  headers: Headers;
  /** What this process keeps of keys and settings is read anew; the others follow by themselves. */
  forgetCached(): Promise<void>;
  /** Makes the answer store this cookie: a `Set-Cookie` value. */
  setCookie(cookie: string): void;
  /** See `requirePassword`. */
  confirmPassword(person: Person, password: string): ReturnType<ConfirmPassword>;
  /** Throws `kind: 'outdated'` unless this document is the one that `If-Match` names (RFC 9110 section 13.1.1). */
  checkUnchanged(document: unknown): void;
}

/** Who can call it with a browser session; tokens need its scope instead. */
export type Audience =
  /** Whoever is signed in; the use case decides about the object. */
  | 'people'
  /** Whoever is signed in, about themselves. */
  | 'self'
  /** Administrators. */
  | 'operators';

/** What is written out while it is read, since it may be long. */
export interface Download {
  type: string;
  fileName: string;
  parts: AsyncIterable<string>;
}

export interface Operation<
  Path extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Answer extends Schema | undefined = Schema | undefined,
> {
  /** `operationId` of the OpenAPI document. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, with parameters in braces. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Null: for people who are signed in in a browser, and for no token. */
  scope: ApiScopeName | null;
  audience: Audience;
  parameters?: Path;
  query?: Query;
  body?: Body;
  status: 200 | 201 | 204;
  answer?: Answer;
  /** Instead of `answer`: the media types of the `Download` that `handle` returns. */
  download?: readonly string[];
  /** A browser session must have been confirmed with the password not long ago: `fresh-authentication-needed` otherwise. */
  fresh?: true;
  /** The answer bears an ETag, and a change may ask for it with `If-Match`. */
  tagged?: true;
  handle(call: Call<Read<Path>, Read<Query>, Read<Body>>): Promise<Answer extends Schema ? z.input<Answer> : unknown>;
}

export type AnyOperation = Omit<Operation, 'handle'> & { handle(call: Call): Promise<unknown> };

/** Declares an operation: `handle` is given what its schemas read, and its answer is what `answer` says. */
export function operation<
  Path extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Answer extends Schema | undefined = undefined,
>(definition: Operation<Path, Query, Body, Answer>): AnyOperation {
  return definition as unknown as AnyOperation;
}
