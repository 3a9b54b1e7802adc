import { afterEach, expect, it } from 'vitest';
import { choosePageStatus, withPageStatus } from './page-status';
import { ask, start, stop } from './testing/served-instance';

afterEach(stop);

/** Like Next: the status is set before the page is drawn, and the head is written with the first bytes. */
const page = (chosen: number | undefined) =>
  withPageStatus(async (_request, response) => {
    response.statusCode = 200;
    await new Promise((resolve) => setImmediate(resolve));
    if (chosen !== undefined) choosePageStatus(chosen);
    response.write('<h1>');
    response.end('page</h1>');
  });

it.each([
  [undefined, 200, undefined],
  [404, 404, undefined],
  [503, 503, '5'],
])('a page that chooses %s is answered with %i', async (chosen, status, retryAfter) => {
  await start({ next: page(chosen) });
  const answer = await ask('/errors/x');
  expect(answer).toMatchObject({ status, body: '<h1>page</h1>' });
  expect(answer.headers['retry-after']).toBe(retryAfter);
});

it('the choice of one request is no other request’s', async () => {
  const waiting: (() => void)[] = [];
  const next = withPageStatus(async (request, response) => {
    if (request.url === '/errors/x') choosePageStatus(404);
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 2) for (const proceed of waiting) proceed();
    });
    response.end();
  });
  await start({ next });
  const answers = await Promise.all([ask('/errors/x'), ask('/sign-in')]);
  expect(answers.map(({ status }) => status)).toEqual([404, 200]);
});

it('a redirect stays one, and outside of a request a choice does nothing', async () => {
  choosePageStatus(400);
  const next = withPageStatus(async (_request, response) => {
    choosePageStatus(400);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  await start({ next });
  expect(await ask('/sign-in')).toMatchObject({ status: 307, headers: { location: '/elsewhere' } });
});
