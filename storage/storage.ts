/** One storage serves the three rooms; this is the shape that every implementation returns. */
import type { PortalStores, TraceStore, UsageStore } from '@/portal/ports';
import type { ProtocolStorage, ProtocolStores, UnitOfWork } from '@/protocol/ports';

export type AllStores = ProtocolStores & PortalStores;

export interface Storage extends UnitOfWork<AllStores>, Pick<ProtocolStorage, 'spends'> {
  /** The realm that the stores are built for. */
  realmId: string;
  /** That realm's issuer. */
  issuer: string;
  traces: TraceStore;
  usage: UsageStore;
  /** Calls back after another process changed clients, APIs, keys or settings (at most 5 s late); returns a stop function. */
  onForeignChange(listener: () => void): () => void;
  /** Throws `kind: 'storage-unavailable'` when the database does not answer. */
  check(): Promise<void>;
  /** Deletes what has expired (pending requests, codes, tokens, kept answers, signing keys, traces beyond their number, counters); returns the number of rows. */
  sweep(at: Date): Promise<number>;
  close(): Promise<void>;
}
