/** The one value that any grant proves and the one mint turns into tokens. */
import type { Api, Authorization, Client, EndUser, OpaqueAccessToken } from '../ports';

export interface ProvenAuthorization {
  client: Client;
  /** Undefined when the client acts for itself: then nothing is written down, and it is the subject. */
  authorization: Authorization | undefined;
  /** The person, where one is behind it; checked to be active. */
  endUser: EndUser | undefined;
  /** The scopes of this answer: those granted, or fewer. */
  scopes: string[];
  /** The APIs of this answer, out of those authorized. */
  apis: Api[];
  resources: string[];
  nonce: string | undefined;
  /** The refresh token that goes into the answer, already made; its row is written by the spend. */
  refreshToken: string | undefined;
}

export interface AccessTokenAnswer {
  access_token: string;
  token_type: 'Bearer';
  /** Seconds. */
  expires_in: number;
  scope?: string;
}

/** What a token request is answered with; undefined members are left out. */
export interface TokenAnswer extends AccessTokenAnswer {
  refresh_token?: string;
  id_token?: string;
}

/** An answer, and the row that must be written before it is sent. */
export interface Minted<Answer> {
  answer: Answer;
  opaqueAccessToken: OpaqueAccessToken | undefined;
}

/** What an authorization response holds beside the code. */
export type FrontChannelAnswer = Partial<AccessTokenAnswer> & { id_token?: string };
