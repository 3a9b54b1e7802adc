/**
 * The two instances that most attacks share: one on SQLite on plain http, where nothing is counted, so that a test may
 * fail to sign in as often as it likes; one on PostgreSQL, known by an https issuer as in production.
 */
import type { TestProject } from 'vitest/node';
import type { Instance, InstanceOptions } from '../harness/instance';
import { createInstance } from '../harness/instance';
import { stopPostgres } from '../harness/test-database';
import { fill } from './fill';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const instances: Instance[] = [];
  const remove = async () => {
    for (const instance of instances) await instance.remove();
    await stopPostgres();
  };
  const open = async (options: InstanceOptions) => {
    const instance = await createInstance(options);
    instances.push(instance);
    return fill(instance);
  };
  const opened = await Promise.allSettled([
    open({ database: 'sqlite', env: { RATE_LIMITS: 'off' } }),
    open({ database: 'postgresql', issuer: 'https://id.gatehouse.example' }),
  ]);
  const [sqlite, postgresql] = opened;
  if (sqlite.status === 'fulfilled' && postgresql.status === 'fulfilled') {
    project.provide('security', { sqlite: sqlite.value, postgresql: postgresql.value });
    return remove;
  }
  await remove();
  throw new AggregateError(opened.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
}
