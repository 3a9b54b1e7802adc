/** Dynamic registration as long as a test puts nothing else in its place: off. */
import type { ClientRegistrations } from '../ports';

/** Its methods may be replaced. */
export function createTestRegistrations(): ClientRegistrations {
  const off = async () => ({ ok: false, code: 'off' }) as const;
  return { register: off, read: off, replace: off, remove: off };
}
