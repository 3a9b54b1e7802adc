/** The client information response (RFC 7591 section 3.2.1). */
import type { Client, ClientMetadata } from '../ports';

export type ClientInformation = ClientMetadata & {
  client_id: string;
  /** Seconds since 1970. */
  client_id_issued_at: number;
  /** Only in the answer to what made it. */
  client_secret?: string;
  /** Seconds since 1970; 0 never. */
  client_secret_expires_at?: number;
};

/** A secret in the one answer that shows it. */
export interface ShownSecret {
  value: string;
  expiresAt: Date | null;
}

/** All registered metadata of a client, with the defaults that were filled in. */
export function toClientInformation(
  { clientId, createdAt, metadata }: Pick<Client, 'clientId' | 'createdAt' | 'metadata'>,
  secret?: ShownSecret,
): ClientInformation {
  return {
    client_id: clientId,
    client_id_issued_at: toSeconds(createdAt),
    ...(secret === undefined
      ? {}
      : {
          client_secret: secret.value,
          client_secret_expires_at: secret.expiresAt === null ? 0 : toSeconds(secret.expiresAt),
        }),
    ...metadata,
  };
}

function toSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
