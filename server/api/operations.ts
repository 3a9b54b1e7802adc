/** The table of all operations of the management API. Where two paths fit a request, the first one wins. */

import { apis } from './apis';
import { applications } from './applications';
import { audit } from './audit';
import { consents } from './consents';
import { groups } from './groups';
import { initialAccessTokens } from './initial-access-tokens';
import { mail } from './mail';
import { me } from './me';
import type { AnyOperation } from './operation';
import { people } from './people';
import { realm } from './realm';
import { roles } from './roles';
import { sessions } from './sessions';

export const operations: readonly AnyOperation[] = [
  ...me,
  ...applications,
  ...initialAccessTokens,
  ...apis,
  ...people,
  ...groups,
  ...roles,
  ...sessions,
  ...consents,
  ...mail,
  ...audit,
  ...realm,
];
