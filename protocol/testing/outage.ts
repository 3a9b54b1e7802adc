/** A storage that can be switched off, as a database that is away. */
import type { Storage } from '@/storage/storage';

export interface Outage {
  begin(): void;
  end(): void;
}

/** Every call fails with `storage-unavailable` from `begin` to `end`. */
export function withOutage(storage: Storage): { storage: Storage; outage: Outage } {
  let away = false;
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(from, name, receiver) {
        const member: unknown = Reflect.get(from, name, receiver);
        if (typeof member === 'object' && member !== null) return guard(member);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]) => {
          if (away) return Promise.reject(Object.assign(new Error('away'), { kind: 'storage-unavailable' }));
          return Reflect.apply(member, from, parameters);
        };
      },
    });
  return {
    storage: guard(storage),
    outage: {
      begin: () => {
        away = true;
      },
      end: () => {
        away = false;
      },
    },
  };
}
