'use client';

import { UserPlus } from 'lucide';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Card, List, ListItem } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Input } from '../ui/input';
import { PersonAvatar } from '../ui/person-avatar';
import { SectionHead } from '../ui/section-head';
import { Select } from '../ui/select';
import { sayDone } from '../ui/toast';
import type { ApiProblem } from './api';
import { callApi } from './api';
import type { PersonReference } from './application';
import { ConfirmDialog } from './confirm-dialog';
import { ProblemAlert } from './problem-alert';
import { dateOf } from './times';

export interface TeamMember {
  person: PersonReference;
  role: 'owner' | 'member';
  since: string;
}

export interface TeamPageProps {
  clientId: string;
  team: TeamMember[];
  mayOwn: boolean;
  self: string;
}

/** Who looks after the application, and what each may do. */
export function TeamPage({ clientId, team: initial, mayOwn, self }: TeamPageProps) {
  const t = useTranslations('console.team');
  const [team, setTeam] = useState(initial);
  const [asked, setAsked] = useState<'add' | { remove: TeamMember }>();
  const [problem, setProblem] = useState<ApiProblem>();
  const base = `/applications/${encodeURIComponent(clientId)}/team`;
  const memberPath = ({ person }: TeamMember) => `${base}/${encodeURIComponent(person.id)}`;
  const changeRole = async (member: TeamMember, role: TeamMember['role']) => {
    const answer = await callApi('PUT', memberPath(member), { body: { role } });
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(undefined);
    setTeam(team.map((each) => (each === member ? { ...each, role } : each)));
    sayDone(t('roleChanged', { name: member.person.name }), t('dismiss'));
  };
  const close = () => setAsked(undefined);
  return (
    <section aria-labelledby="team" className="grid gap-4">
      <SectionHead
        id="team"
        title={t('title')}
        hint={t('hint')}
        action={
          mayOwn && (
            <Button icon={<Icon as={UserPlus} />} onClick={() => setAsked('add')}>
              {t('add')}
            </Button>
          )
        }
      />
      {problem && <ProblemAlert problem={problem} />}
      <Card>
        {team.length === 0 ? (
          <EmptyState icon={<Icon as={UserPlus} size="lg" />} title={t('emptyTitle')}>
            {t('empty')}
          </EmptyState>
        ) : (
          <List>
            {team.map((member) => (
              <Member
                key={member.person.id}
                member={member}
                isSelf={member.person.id === self}
                mayOwn={mayOwn}
                onRole={(role) => changeRole(member, role)}
                onRemove={() => setAsked({ remove: member })}
              />
            ))}
          </List>
        )}
      </Card>
      {asked === 'add' && (
        <AddDialog
          base={base}
          onClose={close}
          onDone={(member) => {
            setTeam([...team, member]);
            close();
          }}
        />
      )}
      {typeof asked === 'object' && (
        <ConfirmDialog<undefined>
          title={t(asked.remove.person.id === self ? 'leaveTitle' : 'removeTitle', { name: asked.remove.person.name })}
          description={t(asked.remove.person.id === self ? 'leaveText' : 'removeText')}
          verb={t(asked.remove.person.id === self ? 'leave' : 'remove')}
          busyVerb={t('removing')}
          danger
          act={() => callApi('DELETE', memberPath(asked.remove))}
          onDone={() => {
            if (asked.remove.person.id === self) location.assign('/console/applications');
            setTeam(team.filter((each) => each !== asked.remove));
            close();
          }}
          onClose={close}
        />
      )}
    </section>
  );
}

interface MemberProps {
  member: TeamMember;
  isSelf: boolean;
  mayOwn: boolean;
  onRole: (role: TeamMember['role']) => void;
  onRemove: () => void;
}

function Member({ member, isSelf, mayOwn, onRole, onRemove }: MemberProps) {
  const t = useTranslations('console.team');
  const locale = useLocale();
  const { person, role, since } = member;
  return (
    <ListItem
      icon={<PersonAvatar name={person.name} size="md" />}
      title={person.name}
      badges={
        <>
          {isSelf && <Badge tone="accent">{t('you')}</Badge>}
          {!mayOwn && <Badge>{t(role)}</Badge>}
        </>
      }
      detail={t('since', { username: person.username, date: dateOf(since, locale) })}
      action={
        <div className="flex flex-none flex-wrap items-center justify-end gap-2">
          {mayOwn && (
            <Select
              aria-label={t('roleOf', { name: person.name })}
              value={role}
              onChange={(event) => onRole(event.target.value as TeamMember['role'])}
            >
              <option value="owner">{t('owner')}</option>
              <option value="member">{t('member')}</option>
            </Select>
          )}
          {(mayOwn || isSelf) && (
            <Button variant="danger-quiet" onClick={onRemove}>
              {t(isSelf ? 'leave' : 'remove')}
            </Button>
          )}
        </div>
      }
    />
  );
}

function AddDialog({
  base,
  onClose,
  onDone,
}: {
  base: string;
  onClose: () => void;
  onDone: (member: TeamMember) => void;
}) {
  const t = useTranslations('console.team');
  const [name, setName] = useState('');
  const [role, setRole] = useState<TeamMember['role']>('member');
  const [error, setError] = useState<string>();
  return (
    <ConfirmDialog<TeamMember>
      title={t('addTitle')}
      description={t('addText')}
      verb={t('addVerb')}
      busyVerb={t('adding')}
      act={() => callApi('POST', base, { body: { name, role } })}
      onProblem={({ errors }) => {
        const found = errors.find(({ field }) => field === 'name');
        setError(found && (name.trim() === '' ? t('nameMissing') : found.detail));
        return found !== undefined;
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <Field id="name" label={t('name')} hint={t('nameHint')} error={error}>
        {(control) => (
          <Input {...control} value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        )}
      </Field>
      <Field id="role" label={t('role')} hint={t(role === 'owner' ? 'ownerHint' : 'memberHint')}>
        {(control) => (
          <Select {...control} value={role} onChange={(event) => setRole(event.target.value as TeamMember['role'])}>
            <option value="member">{t('member')}</option>
            <option value="owner">{t('owner')}</option>
          </Select>
        )}
      </Field>
    </ConfirmDialog>
  );
}
