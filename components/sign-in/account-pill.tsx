import type { ReactNode } from 'react';
import { PersonAvatar } from '@/components/ui/person-avatar';
import type { Account } from './application';
import { nameOf } from './application';

/** The signed-in person in one line, with what one may do about it. */
export function AccountPill({ account, action }: { account: Account; action?: ReactNode }) {
  const second = account.email ?? (account.name ? account.username : undefined);
  return (
    <div className="flex items-center gap-3 rounded-full border border-line py-2 ps-3 pe-4">
      <PersonAvatar name={nameOf(account)} />
      <span className="min-w-0 flex-1 text-sm leading-4.5">
        <span className="block truncate font-medium">{nameOf(account)}</span>
        {second && <span className="block truncate text-ink-muted">{second}</span>}
      </span>
      {action}
    </div>
  );
}
