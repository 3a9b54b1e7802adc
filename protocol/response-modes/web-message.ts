/**
 * The response mode `web_message` (draft-sakimura-oauth-wmrm-00, its simple mode): a page in a pop-up window that posts the
 * response to the window that opened it, and to no other origin than that of the redirect URI. The draft's iframe is not
 * possible: no page of ours may be framed.
 */
import type { Client } from '../ports';
import { escapeHtml, respondWithPage } from './page';

const script =
  '(function(){var body=document.body,opener=window.opener;' +
  "function show(id){document.getElementById('going').hidden=true;document.getElementById(id).hidden=false}" +
  "var message=JSON.parse(body.getAttribute('data-message')),origin=body.getAttribute('data-origin');" +
  "body.removeAttribute('data-message');" +
  "if(!opener||opener.closed){show('alone');return}" +
  'opener.postMessage(message,origin);' +
  "setTimeout(function(){show('unheard')},3000)})()";
const scriptHash = 'sha256-Gxu24mEzLyAARqdOYbEvX1Y5voXTJCgOOCLrorwv2aM=';

/** Nothing on this page is a form, a link or a place to type: what is said here is all that it does. */
const texts = {
  going: 'Going back to the application.',
  alone:
    'This window cannot hand the sign-in over: the window that opened it is gone. Close it and start again from the application.',
  unheard:
    'The application has not closed this window. If it does not go on, the window that opened this one belongs to another address than the application is registered with. Close it and start again from the application.',
  scriptless:
    'This window hands the sign-in over with JavaScript, which is switched off. Switch it on and start again from the application.',
};

/** 200 with the page; the message is escaped text in an attribute, which the one script reads. */
export function respondByWebMessage(redirectUri: string, members: [string, string][]): Response {
  const message = JSON.stringify({ type: 'authorization_response', response: Object.fromEntries(members) });
  const body =
    `<main><p id="going">${texts.going}</p><p id="alone" role="alert" hidden>${texts.alone}</p>` +
    `<p id="unheard" role="alert" hidden>${texts.unheard}</p><noscript><p>${texts.scriptless}</p></noscript></main>`;
  const { origin } = new URL(redirectUri);
  const bodyAttributes = ` data-origin="${escapeHtml(origin)}" data-message="${escapeHtml(message)}"`;
  return respondWithPage({ body, bodyAttributes, script, scriptHash });
}

/** True when a message can be addressed: the redirect URI is a registered one, to the letter, and has a web origin. */
export function hasMessageOrigin({ metadata }: Client, redirectUri: string): boolean {
  return metadata.redirect_uris.includes(redirectUri) && /^https?:$/.test(new URL(redirectUri).protocol);
}
