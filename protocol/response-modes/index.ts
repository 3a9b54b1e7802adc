/** How an authorization response travels to the client; one mode a file, the registry here. */
import type { Delivery } from '../authorization-request';
import type { ResponseMode } from '../client-metadata/vocabulary';
import { respondByFormPost } from './form-post';
import { respondByFragment } from './fragment';
import { respondByQuery } from './query';
import { respondByWebMessage } from './web-message';

/** The members of an authorization response, in the order in which they are sent; undefined ones are left out. */
type ResponseMembers = Record<string, string | undefined>;
type ResponseModeHandler = (redirectUri: string, members: [string, string][]) => Response;

const modes: Record<ResponseMode, ResponseModeHandler> = {
  query: respondByQuery,
  fragment: respondByFragment,
  form_post: respondByFormPost,
  web_message: respondByWebMessage,
};

/** Sends members with `state` and `iss` (RFC 9207) to the client's redirect URI. */
export function respondToClient(
  delivery: Pick<Delivery, 'redirectUri' | 'responseMode' | 'state'>,
  issuer: string,
  members: ResponseMembers,
): Response {
  const all = { ...members, state: delivery.state, iss: issuer };
  const sent = Object.entries(all).filter((member): member is [string, string] => member[1] !== undefined);
  return modes[delivery.responseMode](delivery.redirectUri, sent);
}
