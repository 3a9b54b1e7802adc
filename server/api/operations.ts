/** The table of all operations of the management API. Where two paths fit a request, the first one wins. */
import { apis } from './apis';
import { applications } from './applications';
import type { AnyOperation } from './operation';

export const operations: readonly AnyOperation[] = [...applications, ...apis];
