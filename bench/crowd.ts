/** Token requests while a crowd signs in: password hashes must not stand in their way. */
import type { Contestant } from './contestants/contestant';
import { resource } from './contestants/contestant';
import { obtainTokens } from './sign-in';
import { formPost } from './token-request';
import { quantile } from './whole-sign-in';

export interface CrowdResult {
  tokenRequests: number;
  p99Milliseconds: number;
  /** From the first visit to the last tokens. */
  crowdSeconds: number;
}

/** Lets `people` sign in at once and asks for client-credentials tokens, four at a time, until the last is in. */
export async function measureCrowd(contestant: Contestant, people: number): Promise<CrowdResult> {
  const latencies: number[] = [];
  const { endpoints, service, wire } = contestant;
  const members = { grant_type: 'client_credentials', scope: resource.scope, resource: resource.identifier };
  const request = { method: 'POST', ...formPost(service, members) };
  let isOver = false;
  const askUntilOver = async () => {
    while (!isOver) {
      const startedAt = performance.now();
      const answer = await wire(endpoints.token_endpoint, request);
      if (answer.status !== 200) throw new Error(`A token request was answered with ${answer.status}`);
      latencies.push(performance.now() - startedAt);
    }
  };
  const asking = Promise.all(Array.from({ length: 4 }, askUntilOver));
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: people }, () => obtainTokens(contestant, 'api'))).finally(() => {
    isOver = true;
  });
  const crowdSeconds = (performance.now() - startedAt) / 1000;
  await asking;
  return { tokenRequests: latencies.length, p99Milliseconds: quantile(latencies, 0.99), crowdSeconds };
}
