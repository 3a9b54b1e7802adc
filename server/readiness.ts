/** The two health answers, the same through both doors. They say yes or no; the log says why. */

const answer = (status: number, body: { status: string }) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } });

/** `/healthz`: the process is alive. */
export function health(): Response {
  return answer(200, { status: 'ok' });
}

/** `/readyz`: `ready` resolves (database, keys, migrations) within two seconds; 503 otherwise. */
export async function readiness(
  ready: () => Promise<void>,
  report: (error: unknown) => void,
  deadlineMilliseconds = 2000,
): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Not ready in time')), deadlineMilliseconds);
  });
  try {
    await Promise.race([ready(), late]);
    return answer(200, { status: 'ready' });
  } catch (error) {
    report(error);
    return answer(503, { status: 'unavailable' });
  } finally {
    clearTimeout(timer);
  }
}
