import { Ellipsis, KeyRound, Laptop, Pencil, Trash2 } from 'lucide';
import { AnnotatedSection } from '../ui/annotated-section';
import { AppLogo } from '../ui/app-logo';
import { Badge } from '../ui/badge';
import { Breadcrumb } from '../ui/breadcrumb';
import { Button } from '../ui/button';
import { Card, CardBody, CardFoot, CardHead, List, ListIcon, ListItem } from '../ui/card';
import { Icon } from '../ui/icon';
import { Kbd } from '../ui/kbd';
import { KeyValues } from '../ui/key-values';
import { LiveDot } from '../ui/live-dot';
import { Menu } from '../ui/menu';
import { Pager } from '../ui/pager';
import { Segments } from '../ui/segments';
import { Stat, Stats } from '../ui/stat';
import { Stepper } from '../ui/stepper';
import { Cell, ColumnHead, RowLink, Table, TableBody, TableFold } from '../ui/table';
import { Tabs } from '../ui/tabs';
import { samples } from './samples';

export function WhereSamples() {
  const names = ['Overview', 'Settings', 'Credentials', 'Sign-ins', 'Users and access', 'Team', 'Danger zone'];
  return (
    <AnnotatedSection id="moving" title="Tabs, steps, segments" hint="Where one is.">
      <div className="flex items-center justify-between gap-4">
        <Breadcrumb
          label="You are here"
          crumbs={[
            { label: 'Applications', href: '#a' },
            { label: 'Harbour', href: '#b' },
            { label: 'Sign-ins', href: '#c' },
          ]}
        />
        <Kbd>⌘ K</Kbd>
      </div>
      <Tabs label="Harbour" tabs={names.map((label, index) => ({ label, href: `#t${index}`, current: index === 0 }))} />
      <Stepper
        current={1}
        steps={[
          { name: 'kind', label: 'What it is' },
          { name: 'addresses', label: 'Name and addresses' },
          { name: 'ready', label: 'Ready' },
        ]}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segments
          label="Outcome"
          segments={[
            { value: 'all', label: 'All', count: 312, pressed: true },
            { value: 'failed', label: 'Failed', count: 14, pressed: false },
            { value: 'passed', label: 'Passed', pressed: false },
          ]}
        />
        <LiveDot>Live</LiveDot>
      </div>
    </AnnotatedSection>
  );
}

export function DataSamples() {
  return (
    <AnnotatedSection
      id="data"
      title="Tables, lists, figures"
      hint="The first column is the link, the state is on the right."
    >
      <Stats>
        <Stat label="Sign-ins today" value="1,284" note="+6%" trend={[4, 6, 5, 9, 8, 12, 11, 14]} />
        <Stat label="Failed" value="14" note="of 1,298" tone="danger" trend={[0, 1, 0, 0, 2, 1, 9, 14]} />
        <Stat label="People" value="318" trend={[300, 304, 309, 318]} tone="flat" />
        <Stat label="Median" value="12 ms" />
      </Stats>
      <ApplicationTable />
      <Card>
        <CardHead
          title="Client secrets"
          hint="Both work until you revoke one."
          action={<Button size="sm">Add a secret</Button>}
        />
        <div className="border-t border-line">
          <List>
            <ListItem
              icon={
                <ListIcon>
                  <Icon as={KeyRound} size="lg" />
                </ListIcon>
              }
              title="Production"
              badges={<Badge tone="warning">9 days left</Badge>}
              detail="ghs_Wm4t… · used today"
              action={<RowMenu />}
            />
            <ListItem
              icon={
                <ListIcon>
                  <Icon as={Laptop} size="lg" />
                </ListIcon>
              }
              title="Staging"
              detail="ghs_9vTn… · never used"
              action={<Button size="sm">Revoke</Button>}
            />
          </List>
        </div>
        <CardBody>
          <KeyValues
            entries={[
              { label: 'Issuer', value: 'https://id.marlow.example' },
              { label: 'Owner', value: 'Tomas Lind' },
            ]}
          />
        </CardBody>
        <CardFoot>Secrets are kept as fingerprints.</CardFoot>
      </Card>
    </AnnotatedSection>
  );
}

function RowMenu() {
  const icon = <Icon as={Ellipsis} />;
  return (
    <Menu
      trigger={<Button id="open-menu" variant="quiet" size="sm" shape="icon" aria-label="More" icon={icon} />}
      groups={[
        [{ name: 'rename', label: 'Rename', icon: <Icon as={Pencil} />, onSelect: () => undefined }],
        [{ name: 'revoke', label: 'Revoke', icon: <Icon as={Trash2} />, danger: true, onSelect: () => undefined }],
      ]}
    />
  );
}

function ApplicationTable() {
  return (
    <Card>
      <Table label="Applications">
        <thead>
          <tr>
            <ColumnHead sort={{ direction: 'ascending' }}>Name</ColumnHead>
            <ColumnHead from="mid">Kind</ColumnHead>
            <ColumnHead from="wide">Owner</ColumnHead>
            <ColumnHead end>Sign-ins</ColumnHead>
          </tr>
        </thead>
        <TableBody>
          {[samples.harbour, { name: 'Lantern' }, { name: 'Wasserstrassenverwaltungsportal of the north' }].map(
            (application) => (
              <tr key={application.name}>
                <Cell>
                  <span className="flex items-center gap-3">
                    <AppLogo name={application.name} src={'logo' in application ? application.logo : undefined} />
                    <span className="min-w-0">
                      <RowLink href="#data">{application.name}</RowLink>
                      <TableFold>Web application</TableFold>
                    </span>
                  </span>
                </Cell>
                <Cell from="mid">Web application</Cell>
                <Cell from="wide">Tomas Lind</Cell>
                <Cell end>1,284</Cell>
              </tr>
            ),
          )}
        </TableBody>
      </Table>
      <Pager label="Pages" range="3 of 312" next={{ href: '#data', label: 'Older' }} />
    </Card>
  );
}
