/** What every page of the console starts with: who is signed in, and the use cases in their name. */
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Person } from '@/identity/ports';
import type { ClientUseCase } from '@/portal/issue-secret';
import { hasKind } from '@/protocol/errors';
import type { Container } from '../../container';
import { container } from '../../container';
import { readOwnPage, signInPathFor } from '../../interaction/locations';
import { pageAddress } from '../../page-address';
import { realmName } from '../../realm-name';
import { accountOf, findSignedIn } from '../visit';

export interface ConsoleVisit {
  gatehouse: Container;
  person: Person;
  useCase: ClientUseCase;
}

/** The visit of whoever is signed in; everybody else signs in first and comes back to the page that they asked for. */
export async function openConsole(): Promise<ConsoleVisit> {
  const gatehouse = await container();
  const signedIn = await findSignedIn(gatehouse);
  if (signedIn === undefined) redirect(signInPathFor(readOwnPage(await pageAddress()) ?? '/console'));
  const { storage, clock, random, vault, fetchDocument } = gatehouse;
  const { person } = signedIn;
  const actor = { kind: 'person', personId: person.id, administrator: person.administrator } as const;
  return { gatehouse, person, useCase: { storage, clock, random, vault, fetchDocument, actor } };
}

/** What the frame around every page shows. */
export const frameView = cache(async () => {
  const { person } = await openConsole();
  return { realm: realmName, account: accountOf(person), administrator: person.administrator };
});

/** What the work yields; a thing that is not there, or not theirs, is a page that is not there. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  return work.catch((thrown: unknown) => {
    if (hasKind(thrown, 'not-found')) notFound();
    throw thrown;
  });
}
