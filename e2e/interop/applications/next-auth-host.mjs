// Appended to the route of a quick start: what Next does around it.
import express from 'express';

function cookiesOf({ headers }) {
  const pairs = (headers.cookie ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([name, value = '']) => [name, decodeURIComponent(value)]));
}

const app = express();
app.use(express.urlencoded({ extended: false }));
app.all('/api/auth/*path', (request, response) => {
  const { method, headers, body, query, params } = request;
  const asked = { method, headers, body, query: { ...query, nextauth: params.path }, cookies: cookiesOf(request) };
  return NextAuth(asked, response, authOptions);
});

const { hostname, port, origin } = new URL(process.env.NEXTAUTH_URL);
app.listen(Number(port), hostname, () => console.log(`Open ${origin}`));
