/** What every gate page starts with: the pending request of this browser, who is signed in, which application asks. */
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import type { Person } from '@/identity/ports';
import { inLanguage } from '@/protocol/client-metadata/localized';
import { toRefusal } from '@/protocol/errors';
import { issueIdentifier } from '@/protocol/identifiers';
import type { InteractionView } from '@/protocol/interaction/interaction';
import type { Client, FormFailure, PendingRequest } from '@/protocol/ports';
import type { Container } from '../container';
import { container } from '../container';
import { startPath } from '../interaction/locations';
import { readBindingSecret } from '../request-binding';
import type { SignedIn } from '../session';
import { currentSignedIn } from '../session';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export interface Visit {
  gatehouse: Container;
  requestId: string;
  pending: PendingRequest;
  signedIn: SignedIn | undefined;
  /** Present when an application waits for the answer. */
  view: InteractionView | undefined;
}

/** One text parameter of a page's address. */
export async function readParameter(searchParams: SearchParams, name: string): Promise<string | undefined> {
  const value = (await searchParams)[name];
  return typeof value === 'string' ? value : undefined;
}

/** Opens the pending request that the address names; a visitor without one begins a visit, a refused one sees why. */
export async function openVisit(searchParams: SearchParams, startAt: string = startPath): Promise<Visit> {
  const requestId = await readParameter(searchParams, 'request');
  return requestId === undefined ? redirect(startAt) : openRequest(requestId);
}

/** Once a page, though both its title and its body ask. */
const openRequest = cache(async (requestId: string): Promise<Visit> => {
  const gatehouse = await container();
  const bindingSecret = readBindingSecret(await headers(), requestId, gatehouse.environment.issuer);
  try {
    const pending = await gatehouse.engine.interaction.open(requestId, bindingSecret);
    const signedIn = await currentSignedIn();
    const isForClient = pending.purpose === 'authorize';
    const view = isForClient ? await gatehouse.engine.interaction.view(pending, signedIn?.session) : undefined;
    return { gatehouse, requestId, pending, signedIn, view };
  } catch (thrown) {
    return showRefusal(thrown, gatehouse);
  }
});

/** The pending request in the address of a page that can do without one; undefined when it is over or another browser's. */
export async function openOwnVisit(
  searchParams: SearchParams,
  gatehouse: Container,
): Promise<PendingRequest | undefined> {
  return openWaiting((await readParameter(searchParams, 'request')) ?? '', gatehouse);
}

/** A pending request, where this browser began it and it still waits. */
export async function openWaiting(requestId: string, gatehouse: Container): Promise<PendingRequest | undefined> {
  const secret = readBindingSecret(await headers(), requestId, gatehouse.environment.issuer);
  return gatehouse.engine.interaction.open(requestId, secret).catch(() => undefined);
}

/** Who is signed in; with the database away a page explains that instead of breaking. */
export async function findSignedIn(gatehouse: Container): Promise<SignedIn | undefined> {
  return currentSignedIn().catch((thrown: unknown) => showRefusal(thrown, gatehouse));
}

/** Keeps the refusal under a trace id and goes to the page that explains it. */
export async function showRefusal(thrown: unknown, gatehouse: Container): Promise<never> {
  const traceId = issueIdentifier(gatehouse.random);
  await gatehouse.recordFailure(toRefusal(thrown), traceId, 'sign-in');
  redirect(`/errors/${traceId}`);
}

/** The application as the gate shows it, in the language of the page where it has that; its logo is one for all. */
export async function applicationOf(client: Client | undefined) {
  if (client === undefined) return undefined;
  const [{ logos }, locale] = await Promise.all([container(), getLocale()]);
  const read = (member: Parameters<typeof inLanguage>[1]) => inLanguage(client.metadata, member, locale);
  return {
    name: read('client_name') ?? client.clientId,
    logo: await logos.addressOf(client),
    clientUri: read('client_uri'),
    policyUri: read('policy_uri'),
    tosUri: read('tos_uri'),
  };
}

/** How long somebody with too many attempts has to wait. */
export function waitMinutes(failure: FormFailure): number {
  return Math.max(1, Math.ceil(Number(failure.fields?.retryAfterSeconds ?? 60) / 60));
}

/** The signed-in person as the gate shows them. */
export function accountOf(person: Person) {
  return { name: person.profile.name, username: person.username, email: person.email ?? undefined };
}
