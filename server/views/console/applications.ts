/** The data of the pages that list and make applications. */
import { isOperator } from '@/portal/actor';
import { listApplications } from '@/portal/list-applications';
import { readSetting } from '@/portal/setting-catalogue';
import { hasKind } from '@/protocol/errors';
import { toApplicationSummary } from '../../api/documents/application';
import type { SearchParams } from '../visit';
import { readParameter } from '../visit';
import { openConsole } from './visit';

const perPage = 50;
const orders = ['name', 'created', 'updated'] as const;

/** One part of the list, as the address asks for it. */
export async function applicationsView(searchParams: SearchParams) {
  const { useCase, gatehouse, person } = await openConsole();
  const read = (name: string) => readParameter(searchParams, name);
  const search = (await read('search'))?.slice(0, 200) ?? '';
  const sort = await read('sort');
  const order = orders.find((known) => known === sort) ?? 'name';
  const mine = person.administrator && (await read('show')) === 'mine';
  const after = await read('cursor');
  const query = { order, limit: perPage, mine, ...(search === '' ? {} : { search }) };
  const found = await listApplications(useCase, after === undefined ? query : { ...query, after }).catch(
    (thrown: unknown) => {
      // An address that somebody kept: the list begins anew.
      if (hasKind(thrown, 'invalid-cursor')) return listApplications(useCase, query);
      throw thrown;
    },
  );
  const logos = await Promise.all(found.rows.map(({ client }) => gatehouse.logos.addressOf(client)));
  return {
    ...{ search, order, mine, next: found.next, isFirst: after === undefined },
    now: gatehouse.clock.now().toISOString(),
    administrator: person.administrator,
    mayCreate: await mayCreate(useCase),
    applications: found.rows.map(({ client, owner }, at) => ({
      ...toApplicationSummary(client, owner),
      logo: logos[at],
    })),
  };
}

/** Whether there is anything to fill in. */
export async function newApplicationView() {
  const { useCase, gatehouse } = await openConsole();
  return { mayCreate: await mayCreate(useCase), issuer: gatehouse.environment.issuer };
}

async function mayCreate({ actor, storage }: Awaited<ReturnType<typeof openConsole>>['useCase']): Promise<boolean> {
  return isOperator(actor) || (await readSetting(storage.stores.settings, 'application-creation')) === 'everybody';
}
