import { BadgeCheck, LayoutGrid, Plus, Power, Search } from 'lucide';
import { useLocale, useTranslations } from 'next-intl';
import { kindOf } from '@/protocol/client-metadata/kind';
import { AppLogo } from '../ui/app-logo';
import { Badge } from '../ui/badge';
import { ButtonLink } from '../ui/button';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { Input } from '../ui/input';
import { PageHead } from '../ui/page-head';
import { Pager } from '../ui/pager';
import { Cell, ColumnHead, RowLink, Table, TableBody, TableFold } from '../ui/table';
import { Tabs } from '../ui/tabs';
import type { PersonReference } from './application';
import { applicationPath } from './application';
import { timeAgo } from './times';

export interface ListedApplication {
  client_id: string;
  client_name: string | null;
  application_type: string;
  grant_types: string[];
  token_endpoint_auth_method: string;
  status: 'active' | 'disabled';
  owner: PersonReference | null;
  verified_at: string | null;
  updated_at: string;
  logo?: string | undefined;
}

export interface ApplicationsPageProps {
  applications: ListedApplication[];
  search: string;
  order: 'name' | 'created' | 'updated';
  mine: boolean;
  next: string | null;
  isFirst: boolean;
  now: string;
  administrator: boolean;
  mayCreate: boolean;
}

const path = '/console/applications';

/** The applications that one looks after. */
export function ApplicationsPage(props: ApplicationsPageProps) {
  const { applications, search, mayCreate, administrator, mine, isFirst } = props;
  const t = useTranslations('console.applications');
  const isEmpty = applications.length === 0 && search === '' && isFirst;
  const create = mayCreate && (
    <ButtonLink variant="primary" href={`${path}/new`} icon={<Icon as={Plus} />}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t('title')} hint={administrator ? t('hintOperator') : t('hint')} action={!isEmpty && create} />
      {administrator && (
        <div className="mb-4">
          <Tabs
            label={t('whose')}
            tabs={[
              { href: path, label: t('all'), current: !mine },
              { href: `${path}?show=mine`, label: t('mine'), current: mine },
            ]}
          />
        </div>
      )}
      {isEmpty ? (
        <Card>
          <EmptyState icon={<Icon as={LayoutGrid} size="lg" />} title={t('emptyTitle')} action={create}>
            {mayCreate ? t('empty') : t('emptyClosed')}
          </EmptyState>
        </Card>
      ) : (
        <Found {...props} />
      )}
    </>
  );
}

function Found({ applications, search, order, mine, next, isFirst, now }: ApplicationsPageProps) {
  const t = useTranslations('console.applications');
  const kinds = useTranslations('console.kinds');
  const locale = useLocale();
  const address = (change: Record<string, string>) => {
    const all = { ...(search ? { search } : {}), ...(mine ? { show: 'mine' } : {}), sort: order, ...change };
    return `${path}?${new URLSearchParams(all)}`;
  };
  return (
    <>
      <form action={path} className="mb-4 flex flex-wrap items-center gap-2">
        {mine && <input type="hidden" name="show" value="mine" />}
        <input type="hidden" name="sort" value={order} />
        <div className="w-full max-w-90">
          <Input
            type="search"
            name="search"
            defaultValue={search}
            aria-label={t('search')}
            placeholder={t('searchHint')}
            icon={<Icon as={Search} />}
          />
        </div>
      </form>
      <Card>
        {applications.length === 0 ? (
          <EmptyState icon={<Icon as={Search} size="lg" />} title={t('nothingTitle', { search })}>
            {t('nothing')}
          </EmptyState>
        ) : (
          <Table label={t('title')}>
            <thead>
              <tr>
                <ColumnHead>
                  <SortLink href={address({ sort: 'name' })} on={order === 'name'}>
                    {t('application')}
                  </SortLink>
                </ColumnHead>
                <ColumnHead from="mid">{t('kind')}</ColumnHead>
                <ColumnHead from="wide">{t('owner')}</ColumnHead>
                <ColumnHead from="mid">
                  <SortLink href={address({ sort: 'updated' })} on={order === 'updated'}>
                    {t('changed')}
                  </SortLink>
                </ColumnHead>
                <ColumnHead end>{t('state')}</ColumnHead>
              </tr>
            </thead>
            <TableBody>
              {applications.map((application) => (
                <tr key={application.client_id}>
                  <Cell>
                    <div className="flex items-center gap-3">
                      <AppLogo name={application.client_name ?? application.client_id} src={application.logo} />
                      <div className="min-w-0">
                        <RowLink href={applicationPath(application.client_id)}>
                          {application.client_name ?? application.client_id}
                        </RowLink>
                        <code className="block truncate text-xs leading-5 text-ink-muted">{application.client_id}</code>
                        <TableFold>
                          {kinds(`${kindOf(application)}.name`)} · {timeAgo(application.updated_at, now, locale)}
                        </TableFold>
                      </div>
                    </div>
                  </Cell>
                  <Cell from="mid">
                    <span className="whitespace-nowrap text-ink-muted">{kinds(`${kindOf(application)}.name`)}</span>
                  </Cell>
                  <Cell from="wide">
                    <span className="text-ink-muted">{application.owner?.name ?? t('administrators')}</span>
                  </Cell>
                  <Cell from="mid">
                    <span className="whitespace-nowrap text-ink-muted">
                      {timeAgo(application.updated_at, now, locale)}
                    </span>
                  </Cell>
                  <Cell end>
                    <ApplicationState {...application} />
                  </Cell>
                </tr>
              ))}
            </TableBody>
          </Table>
        )}
        {(next !== null || !isFirst) && (
          <Pager
            label={t('pages')}
            range={t('shown', { count: applications.length })}
            {...(isFirst ? {} : { previous: { href: address({}), label: t('toStart') } })}
            {...(next === null ? {} : { next: { href: address({ cursor: next }), label: t('more') } })}
          />
        )}
      </Card>
    </>
  );
}

function SortLink({ href, on, children }: { href: string; on: boolean; children: string }) {
  return (
    <a
      href={href}
      {...(on ? { 'aria-current': true } : {})}
      className="rounded-sm py-1 hover:text-ink aria-[current]:text-ink"
    >
      {children}
    </a>
  );
}

/** Switched off, verified or not: the one word that matters most. */
export function ApplicationState({ status, verified_at }: Pick<ListedApplication, 'status' | 'verified_at'>) {
  const t = useTranslations('console.states');
  if (status === 'disabled')
    return (
      <Badge tone="danger" icon={<Icon as={Power} size="xs" />}>
        {t('disabled')}
      </Badge>
    );
  if (verified_at === null) return <Badge>{t('unverified')}</Badge>;
  return (
    <Badge tone="success" icon={<Icon as={BadgeCheck} size="xs" />}>
      {t('verified')}
    </Badge>
  );
}
