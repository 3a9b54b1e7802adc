import NextAuth from 'next-auth';

export const authOptions = {
  providers: [
    {
      id: 'gatehouse',
      name: 'Gatehouse',
      type: 'oauth',
      wellKnown: '{{issuer}}/.well-known/openid-configuration',
      clientId: '{{client_id}}',
      clientSecret: process.env.CLIENT_SECRET,
      authorization: { params: { scope: 'openid profile email' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      userinfo: { request: ({ client, tokens }) => client.userinfo(tokens.access_token) },
      profile: ({ sub, name, email, picture }) => ({ id: sub, name, email, image: picture }),
    },
  ],
};

const handler = NextAuth(authOptions);

export { handler as GET, handler as POST };
