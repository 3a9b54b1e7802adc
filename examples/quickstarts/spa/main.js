import { UserManager } from 'oidc-client-ts';

const users = new UserManager({
  authority: '{{issuer}}',
  client_id: '{{client_id}}',
  redirect_uri: '{{redirect_uri}}',
  scope: 'openid profile email',
});

if (location.href.startsWith('{{redirect_uri}}?')) {
  await users.signinRedirectCallback();
  history.replaceState({}, '', '/');
}

const user = await users.getUser();
if (user === null) {
  const button = document.createElement('button');
  button.textContent = 'Sign in';
  button.onclick = () => users.signinRedirect();
  document.body.append(button);
} else {
  document.body.append(`Signed in as ${user.profile.name ?? user.profile.sub}`);
}
