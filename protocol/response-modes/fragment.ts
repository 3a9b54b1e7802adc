/** The response mode `fragment` (OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1). */
import { encodeMembers, redirect } from './redirect';

/** 303 with the members in the fragment; registered URIs never have one of their own. */
export function respondByFragment(redirectUri: string, members: [string, string][]): Response {
  return redirect(`${redirectUri}#${encodeMembers(members)}`);
}
