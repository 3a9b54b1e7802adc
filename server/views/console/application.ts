/** The data of the pages of one application. */
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { isOperator } from '@/portal/actor';
import { showClient } from '@/portal/show-client';
import { findOwnRole, listTeam } from '@/portal/team';
import { kindOf } from '@/protocol/client-metadata/kind';
import { endpointPaths } from '@/protocol/endpoints/paths';
import { toApplicationDocument, toPersonReference, toTeamMemberDocument } from '../../api/documents/application';
import { entityTagOf } from '../../api/entity-tag';
import { container } from '../../container';
import { quickStartsFor } from '../../quick-starts';
import { openConsole, orNotFound } from './visit';

/** The application and where the visitor stands to it; a page that is not there for those whose business it is not. */
export const applicationView = cache(async (clientId: string) => {
  const visit = await openConsole();
  const { useCase, gatehouse, person } = visit;
  const client = await orNotFound(showClient(useCase, clientId));
  const [role, team, logo] = await Promise.all([
    findOwnRole(useCase, clientId),
    listTeam(useCase, clientId),
    gatehouse.logos.addressOf(client),
  ]);
  const application = toApplicationDocument(client);
  const owner = team.find((member) => member.role === 'owner')?.person;
  return {
    application,
    tag: entityTagOf(application),
    logo,
    owner: owner === undefined ? null : toPersonReference(owner),
    role: role ?? null,
    operator: isOperator(useCase.actor),
    mayOwn: isOperator(useCase.actor) || role === 'owner',
    self: person.id,
    issuer: gatehouse.environment.issuer,
    now: gatehouse.clock.now().toISOString(),
    team: team.map(toTeamMemberDocument),
    people: Object.fromEntries(team.map((member) => [member.personId, toPersonReference(member.person).name])),
    endpoints: {
      discovery: endpointPaths.openidConfiguration,
      authorization: endpointPaths.authorize,
      token: endpointPaths.token,
      userinfo: endpointPaths.userinfo,
      jwks: endpointPaths.jwks,
      deviceAuthorization: endpointPaths.deviceAuthorization,
    },
  };
});

/** What the overview needs beside that: code to copy, and whether it has worked already. */
export async function overviewView(clientId: string) {
  const view = await applicationView(clientId);
  const { storage } = await container();
  const { application, issuer } = view;
  const kind = kindOf(application);
  const values = { issuer, clientId: application.client_id, redirectUris: application.redirect_uris ?? [] };
  const [quickStarts, tokens] = await Promise.all([
    quickStartsFor(kind, values),
    storage.traces.list({ clientId: application.client_id, step: 'token', outcome: 'passed' }, { limit: 1 }),
  ]);
  const way = kind === 'device' || kind === 'service' ? kind : 'browser';
  return { ...view, quickStarts, way, hasWorked: tokens.length > 0 } as const;
}

/** What the window is called: the page and the application. */
export async function applicationTitle(
  clientId: string,
  page: 'overview' | 'settings' | 'credentials' | 'sign-ins' | 'team' | 'danger',
) {
  const [{ application }, t] = await Promise.all([
    applicationView(clientId),
    getTranslations('console.application.tabs'),
  ]);
  const name = application.client_name ?? application.client_id;
  return page === 'overview' ? name : `${t(page)} · ${name}`;
}
