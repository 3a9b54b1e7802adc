/** Who looks after an application. */
import { z } from 'zod';
import { addTeamMember, changeTeamRole, listTeam, removeTeamMember } from '@/portal/team';
import { memberRole, teamMemberDocument, toTeamMemberDocument } from '../documents/application';
import { operation } from '../operation';

const tag = 'Application teams';
const ofApplication = { client_id: z.string().max(100) };
const ofMember = z.object({ ...ofApplication, person_id: z.string().max(100) });

export const team = [
  operation({
    name: 'listTeam',
    method: 'GET',
    path: '/applications/{client_id}/team',
    tag,
    summary: 'List owners and members',
    scope: 'applications:read',
    audience: 'people',
    parameters: z.object(ofApplication),
    status: 200,
    answer: z.object({ items: z.array(teamMemberDocument) }),
    handle: async ({ useCase, path }) => ({
      items: (await listTeam(useCase, path.client_id)).map(toTeamMemberDocument),
    }),
  }),
  operation({
    name: 'addTeamMember',
    method: 'POST',
    path: '/applications/{client_id}/team',
    tag,
    summary: 'Add somebody to the team',
    description: 'By their whole user name or e-mail address. It takes an owner.',
    scope: 'applications:write',
    audience: 'people',
    parameters: z.object(ofApplication),
    body: z.strictObject({ name: z.string().min(1).max(254), role: memberRole }),
    status: 201,
    answer: teamMemberDocument,
    handle: async ({ useCase, path, body }) => toTeamMemberDocument(await addTeamMember(useCase, path.client_id, body)),
  }),
  operation({
    name: 'changeTeamRole',
    method: 'PUT',
    path: '/applications/{client_id}/team/{person_id}',
    tag,
    summary: 'Make a member an owner, or an owner a member',
    scope: 'applications:write',
    audience: 'people',
    parameters: ofMember,
    body: z.strictObject({ role: memberRole }),
    status: 204,
    handle: ({ useCase, path, body }) => changeTeamRole(useCase, path.client_id, path.person_id, body.role),
  }),
  operation({
    name: 'removeTeamMember',
    method: 'DELETE',
    path: '/applications/{client_id}/team/{person_id}',
    tag,
    summary: 'Take somebody out of the team',
    description: 'It takes an owner; members may leave by themselves.',
    scope: 'applications:write',
    audience: 'people',
    parameters: ofMember,
    status: 204,
    handle: ({ useCase, path }) => removeTeamMember(useCase, path.client_id, path.person_id),
  }),
];
