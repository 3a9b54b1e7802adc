/** The page of a browser application, as the documentation of oidc-client-ts sets one up: one button for each thing to do. */
import type { User, UserManagerSettings } from 'oidc-client-ts';
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';

const { origin, pathname } = window.location;
const given: Pick<UserManagerSettings, 'authority' | 'client_id' | 'scope'> = JSON.parse(
  document.querySelector('#settings')?.textContent ?? '{}',
);
const manager = new UserManager({
  ...given,
  redirect_uri: `${origin}/callback`,
  popup_redirect_uri: `${origin}/callback`,
  silent_redirect_uri: `${origin}/callback`,
  post_logout_redirect_uri: `${origin}/signed-out`,
  userStore: new WebStorageStateStore({ store: window.localStorage }),
  loadUserInfo: true,
  monitorSession: true,
});

function tell(id: string, text: string): void {
  const element = document.querySelector(`#${id}`);
  if (element !== null) element.textContent = text;
}

function show(user: User | null): void {
  tell('subject', user?.profile.sub ?? 'nobody');
  tell('name', user?.profile.name ?? '');
  tell('access-token', user?.access_token ?? '');
}

function onPress(id: string, act: () => Promise<unknown>): void {
  document.querySelector(`#${id}`)?.addEventListener('click', () => {
    act().catch((error: Error) => tell('problem', error.message));
  });
}

onPress('sign-in', () => manager.signinRedirect());
onPress('sign-in-popup', () => manager.signinPopup());
onPress('renew', () => manager.signinSilent());
onPress('sign-out', () => manager.signoutRedirect());
manager.events.addUserLoaded(show);
manager.events.addUserSignedOut(async () => {
  await manager.removeUser();
  show(null);
  tell('heard', 'signed out');
});
// What the library asks of the check-session frame, and hears, is seen by every listener of the page.
window.addEventListener('message', (event) => {
  if (event.origin === given.authority) tell('frame', String(event.data));
});

async function arrive(): Promise<void> {
  if (pathname === '/callback') {
    const isTopWindow = window.opener === null && window.parent === window;
    await manager.signinCallback();
    if (isTopWindow) window.location.replace('/');
    return;
  }
  if (pathname === '/signed-out') await manager.signoutCallback();
  show(await manager.getUser());
}
arrive().catch((error: Error) => tell('problem', error.message));
