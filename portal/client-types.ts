/** What an application is, in a word, and the metadata that follows from it. */
import type { GrantType } from '@/protocol/client-metadata';
import { clientAuthenticationMethods, deviceCodeGrantType } from '@/protocol/client-metadata';

interface ClientType {
  meaning: string;
  members: {
    application_type: 'web' | 'native';
    token_endpoint_auth_method: string;
    grant_types: readonly GrantType[];
  };
}

/** How a client may prove itself at the endpoints that ask it to. */
export const authenticationMethods: readonly string[] = clientAuthenticationMethods;

const codeGrants: readonly GrantType[] = ['authorization_code', 'refresh_token'];

const all: Record<string, ClientType> = {
  web: {
    meaning: 'a web application with a server that can keep a secret',
    members: { application_type: 'web', token_endpoint_auth_method: 'client_secret_basic', grant_types: codeGrants },
  },
  spa: {
    meaning: 'a single-page application, all in the browser',
    members: { application_type: 'web', token_endpoint_auth_method: 'none', grant_types: codeGrants },
  },
  native: {
    meaning: 'a desktop or mobile application',
    members: { application_type: 'native', token_endpoint_auth_method: 'none', grant_types: codeGrants },
  },
  device: {
    meaning: 'a television, a terminal or another device without a browser',
    members: {
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: [deviceCodeGrantType, 'refresh_token'],
    },
  },
  service: {
    meaning: 'a back-end that acts for itself',
    members: {
      application_type: 'web',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
    },
  },
};

export const clientTypes: ReadonlyMap<string, ClientType> = new Map(Object.entries(all));
