// A web application as the documentation of express-openid-connect sets one up; the library reads the same variables itself.
import express from 'express';
import openidConnect from 'express-openid-connect';

const { BASE_URL, AUTHORIZATION_PARAMETERS } = process.env;

/** Keeps what the back channel said, behind the methods of the stores of express-session. */
const signedOut = new Map();
const store = {
  get: async (id) => signedOut.get(id),
  set: async (id, session) => void signedOut.set(id, session),
  destroy: async (id) => void signedOut.delete(id),
};

const app = express();
app.use(
  openidConnect.auth({
    ...(AUTHORIZATION_PARAMETERS ? { authorizationParams: JSON.parse(AUTHORIZATION_PARAMETERS) } : {}),
    idpLogout: true,
    backchannelLogout: { store },
    enableTelemetry: false,
    authRequired: false,
  }),
);
app.get('/', (request, response) => response.json({ isAuthenticated: request.oidc.isAuthenticated() }));
app.use(openidConnect.requiresAuth());
app.get('/profile', (request, response) => response.json(request.oidc.user));
app.get('/userinfo', async (request, response) => response.json(await request.oidc.fetchUserInfo()));
app.get('/refresh', async (request, response) => {
  const { access_token: before, refresh } = request.oidc.accessToken;
  const { access_token: after } = await refresh();
  response.json({ isAnother: before !== after });
});

const { hostname, port } = new URL(BASE_URL);
app.listen(Number(port), hostname, () => console.log(`Open ${BASE_URL}`));
