'use client';

import { useTranslations } from 'next-intl';
import { Alert } from '../../ui/alert';
import { Card, CardBody, CardFoot, CardHead } from '../../ui/card';
import { CopyButton } from '../../ui/copy-button';
import { dateOf } from '../times';
import type { SignIn } from './sign-in';
import { clockOf } from './sign-in';
import { SignInSteps } from './sign-in-steps';

export interface SignInDetailProps {
  signIn: SignIn;
  locale: string;
  /** What was registered from here. */
  added: string | undefined;
  onAdded: (uri: string) => void;
}

/** One sign-in as a timeline. */
export function SignInDetail({ signIn, locale, added, onAdded }: SignInDetailProps) {
  const t = useTranslations('console.signIns');
  const { outcome, step, subject, person, started_at: startedAt, recently, trace_id: traceId } = signIn;
  const facts = [
    `${dateOf(startedAt, locale)}, ${clockOf(startedAt)} UTC`,
    ...(recently > 1 ? [t('recently', { count: recently })] : []),
  ];
  return (
    <Card>
      <CardHead
        title={<span id="sign-in-title">{t(`titles.${outcome}`, { step: t(`steps.${step}`) })}</span>}
        hint={facts.join(' · ')}
      />
      <CardBody className="grid grid-cols-1 gap-5">
        {added !== undefined && (
          <Alert tone="success" urgent title={t('added')}>
            {t('addedNext')}
          </Alert>
        )}
        <SignInSteps signIn={signIn} onAdded={onAdded} />
      </CardBody>
      <CardFoot>
        <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <span className="flex min-w-0 items-center gap-1.5">
            {t('trace')} <code className="min-w-0 wrap-anywhere">{traceId}</code>
            <CopyButton value={traceId} label={t('copyTrace')} doneLabel={t('copied')} />
          </span>
          {subject !== null && (
            <span className="flex min-w-0 items-center gap-1.5">
              {person?.name ?? t('person')} <code className="min-w-0 wrap-anywhere">{subject}</code>
            </span>
          )}
        </span>
      </CardFoot>
    </Card>
  );
}
