import { randomBytes } from 'node:crypto';
import express from 'express';
import openid from 'express-openid-connect';

const app = express();

app.use(
  openid.auth({
    issuerBaseURL: '{{issuer}}',
    baseURL: '{{origin}}',
    clientID: '{{client_id}}',
    clientSecret: process.env.CLIENT_SECRET,
    secret: process.env.SESSION_SECRET ?? randomBytes(32).toString('hex'),
    authRequired: false,
    authorizationParams: { response_type: 'code', scope: 'openid profile email' },
  }),
);

app.get('/', async (request, response) => {
  if (!request.oidc.isAuthenticated()) return response.send('<a href="/login">Sign in</a>');
  return response.json(await request.oidc.fetchUserInfo());
});

app.listen(Number(new URL('{{origin}}').port), () => console.log('Open {{origin}}'));
