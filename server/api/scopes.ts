/** The scopes of the management API: what an access token says that its holder may do with it. */

export const apiScopes = {
  'applications:read': 'See applications, their settings, teams and sign-ins',
  'applications:write': 'Register, change and delete applications and their secrets',
  'apis:read': 'See APIs and their scopes',
  'apis:write': 'Register, change and delete APIs and their scopes',
  'users:read': 'See people',
  'users:create': 'Create people',
  'users:write': 'Change people, their passwords and their status',
  'groups:read': 'See groups and who is in them',
  'groups:write': 'Change groups and who is in them',
  'roles:read': 'See roles and who has them',
  'roles:write': 'Change roles and who has them',
  'sessions:read': 'See where people are signed in',
  'sessions:write': 'Sign people out',
  'consents:read': 'See what people allowed applications',
  'consents:write': 'Take back what people allowed applications',
  'keys:read': 'See signing keys',
  'keys:write': 'Rotate signing keys',
  'audit:read': 'Read the audit',
  'settings:read': 'See the settings of the realm',
  'settings:write': 'Change the settings of the realm',
  'mail:read': 'See the mail outbox',
} as const;

export type ApiScopeName = keyof typeof apiScopes;

/** Where the management API is. */
export { ownApiPath as apiPath } from '@/portal/own-api';
