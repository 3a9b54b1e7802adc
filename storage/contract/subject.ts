import type { Storage } from '../storage';

/** What a story is told about. Asked for in each test anew, because it is opened after the stories were read. */
export interface Subject {
  storage: () => Storage;
  stores: () => Storage['stores'];
}
