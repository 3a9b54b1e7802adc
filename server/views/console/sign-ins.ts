/** The data of the sign-ins of an application. */
import { redirect } from 'next/navigation';
import { listSignIns } from '@/portal/list-sign-ins';
import { findSignInOfTrace, showSignIn } from '@/portal/show-sign-in';
import { hasKind } from '@/protocol/errors';
import { openConsole, orNotFound } from './visit';

const pageSize = 25;

/** The newest, and the one that the address names, where it is of this application. */
export async function signInsView(clientId: string, traceId: string | undefined) {
  const { useCase } = await openConsole();
  const page = await orNotFound(listSignIns(useCase, clientId, {}, { limit: pageSize }));
  const named = traceId === undefined ? undefined : await showSignIn(useCase, traceId).catch(ignoreUnknown);
  const chosen = named?.client_id === clientId ? named : undefined;
  return { items: page.sign_ins, next: page.next, chosen };
}

/** From the trace id of an error page to the sign-in; a page that is not there for those whose business it is not. */
export async function openSignIn(traceId: string): Promise<never> {
  const { useCase } = await openConsole();
  const { clientId } = await orNotFound(findSignInOfTrace(useCase, traceId));
  redirect(pathOf(clientId, traceId));
}

function pathOf(clientId: string, traceId: string | undefined): string {
  const path = `/console/applications/${encodeURIComponent(clientId)}/sign-ins`;
  return traceId === undefined ? path : `${path}?trace=${encodeURIComponent(traceId)}`;
}

function ignoreUnknown(thrown: unknown): undefined {
  if (hasKind(thrown, 'not-found')) return undefined;
  throw thrown;
}
