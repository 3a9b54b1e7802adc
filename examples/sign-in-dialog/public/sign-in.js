// Signs somebody in by the sign-in dialog: authorization code with PKCE, whose answer comes as a message instead of a redirect.

// Not waited for here: the button must listen as soon as it can be pressed.
const configuration = ask('/configuration.json');
const byId = (id) => document.getElementById(id);

byId('sign-in').addEventListener('click', async () => {
  show('nobody');
  // Opened at once, while the click still counts: a browser blocks windows that open later.
  const dialog = window.open('', 'gatehouse', 'popup,width=480,height=640');
  if (dialog === null) return show('nobody', 'Your browser has blocked the sign-in window. Allow it and try again.');
  try {
    show('somebody', undefined, await signIn(dialog));
  } catch (error) {
    show('nobody', error.message);
  } finally {
    dialog.close();
  }
});
byId('forget').addEventListener('click', () => show('nobody'));

async function signIn(dialog) {
  const { issuer, clientId, redirectUri } = await configuration;
  const provider = await ask(`${issuer}/.well-known/openid-configuration`);
  const [state, verifier] = [random(), random()];
  const request = {
    ...{ client_id: clientId, redirect_uri: redirectUri, response_type: 'code', response_mode: 'web_message' },
    ...{ scope: 'openid profile', state, code_challenge: await challengeOf(verifier), code_challenge_method: 'S256' },
  };
  dialog.location = `${issuer}/oauth2/authorize/dialog?${new URLSearchParams(request)}`;
  const response = await messageFrom(dialog, issuer);
  if (response.state !== state || response.iss !== issuer) throw new Error('The answer belongs to another sign-in.');
  if (response.error) throw new Error(response.error_description ?? response.error);
  const form = { grant_type: 'authorization_code', code: response.code, redirect_uri: redirectUri };
  const tokens = await ask(provider.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({ ...form, client_id: clientId, code_verifier: verifier }),
  });
  return ask(provider.userinfo_endpoint, { headers: { authorization: `Bearer ${tokens.access_token}` } });
}

/** The response that this very window sends, from the provider's own origin; whatever else is sent here is ignored. */
function messageFrom(dialog, issuer) {
  return new Promise((resolve, reject) => {
    const closed = setInterval(() => {
      if (dialog.closed) end(() => reject(new Error('The sign-in window was closed.')));
    }, 300);
    const hear = ({ data, origin, source }) => {
      if (origin !== issuer || source !== dialog || data?.type !== 'authorization_response') return;
      end(() => resolve(data.response));
    };
    const end = (settle) => {
      clearInterval(closed);
      window.removeEventListener('message', hear);
      settle();
    };
    window.addEventListener('message', hear);
  });
}

async function ask(url, init) {
  const answer = await fetch(url, init);
  const body = await answer.json();
  if (answer.ok) return body;
  throw new Error(body.error_description ?? `The provider answered with ${answer.status}.`);
}

function show(section, trouble, person) {
  for (const id of ['nobody', 'somebody']) byId(id).hidden = id !== section;
  byId('trouble').hidden = trouble === undefined;
  byId('trouble').textContent = trouble ?? '';
  byId('person-name').textContent = person?.name ?? person?.preferred_username ?? '';
  byId('subject').textContent = person?.sub ?? '';
}

function random() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier) {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
