import { ChevronRight, UserPlus } from 'lucide';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GateHead } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { PersonAvatar } from '@/components/ui/person-avatar';
import type { Account, Application } from './application';
import { nameOf } from './application';
import { Crown } from './crown';
import { EnhancedForm } from './enhanced-form';
import { HiddenFields } from './hidden-fields';

export interface ChooseAccountPageProps {
  application?: Application | undefined;
  request: string;
  account: Account;
}

/** Posts `account` (`current` or `another`) and `request` to `/interaction/choose-account`. */
export function ChooseAccountPage({ application, request, account }: ChooseAccountPageProps) {
  const t = useTranslations('chooseAccount');
  return (
    <>
      <GateHead crown={<Crown application={application} />} title={t('title')}>
        {application && <p className="wrap-anywhere">{t('toContinue', { application: application.name })}</p>}
      </GateHead>
      <EnhancedForm action="/interaction/choose-account">
        <HiddenFields values={{ request }} />
        <div className="divide-y divide-line overflow-hidden rounded-lg border border-line">
          <AccountChoice
            value="current"
            icon={<PersonAvatar name={nameOf(account)} size="md" />}
            title={nameOf(account)}
            detail={account.email ?? account.username}
          />
          <AccountChoice
            value="another"
            icon={
              <span className="grid size-9 place-content-center rounded-full bg-tint text-ink-muted">
                <Icon as={UserPlus} />
              </span>
            }
            title={t('another')}
          />
        </div>
      </EnhancedForm>
    </>
  );
}

interface AccountChoiceProps {
  value: 'current' | 'another';
  icon: ReactNode;
  title: string;
  detail?: string;
}

function AccountChoice({ value, icon, title, detail }: AccountChoiceProps) {
  return (
    <button
      type="submit"
      id={`account-${value}`}
      name="account"
      value={value}
      className="flex min-h-16 w-full cursor-pointer items-center gap-3 px-4 py-3 text-start -outline-offset-2 transition-colors hover:bg-hover"
    >
      {icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        {detail && <span className="block truncate text-sm text-ink-muted">{detail}</span>}
      </span>
      <Icon as={ChevronRight} className="text-ink-muted rtl:rotate-180" />
    </button>
  );
}
