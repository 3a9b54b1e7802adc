/** The table of all operations of the management API. Where two paths fit a request, the first one wins. */
import { apis } from './apis';
import { applications } from './applications';
import { groups } from './groups';
import type { AnyOperation } from './operation';
import { people } from './people';
import { roles } from './roles';

export const operations: readonly AnyOperation[] = [...applications, ...apis, ...people, ...groups, ...roles];
