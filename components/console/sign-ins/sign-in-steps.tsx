'use client';

import { useTranslations } from 'next-intl';
import { Address } from '../../ui/address';
import { CopyButton } from '../../ui/copy-button';
import { Difference, ValueGrid, ValueRow } from '../../ui/difference';
import { TextLink } from '../../ui/text-link';
import type { TimelineStep } from '../../ui/timeline';
import { Timeline } from '../../ui/timeline';
import { AddAddress } from './add-address';
import type { Cause, SignIn, SignInStep } from './sign-in';

/** The steps of a sign-in: what passed in a line each, what failed with its cause, its evidence, and how to mend it. */
export function SignInSteps({ signIn, onAdded }: { signIn: SignIn; onAdded: (uri: string) => void }) {
  const t = useTranslations('console.signIns');
  const told = signIn.steps.map((step, at): TimelineStep => {
    const { outcome, cause } = step;
    return {
      name: `${at} ${step.step}`,
      state: outcome,
      stateLabel: t(`outcomes.${outcome}`),
      title: t(`steps.${step.step}`),
      detail: cause === null ? <Facts detail={step.detail} /> : undefined,
      time: t('milliseconds', { count: step.milliseconds }),
      ...(cause === null ? {} : { children: <WhatWentWrong {...{ signIn, step, cause, onAdded }} /> }),
    };
  });
  const ahead = signIn.ahead.map((step): TimelineStep => {
    const title = t(`steps.${step}`);
    return { name: `ahead ${step}`, state: 'waiting', stateLabel: t('notReached'), title };
  });
  return <Timeline steps={[...told, ...ahead]} />;
}

/** How a step was taken. */
const ways = ['page', 'session', 'remembered', 'first-party'] as const;

/** What a step that passed says of itself, in the words of the wire. */
function Facts({ detail }: Pick<SignInStep, 'detail'>) {
  const t = useTranslations('console.signIns');
  const { how, pkce, ...named } = detail;
  const way = ways.find((known) => known === how);
  const words = [
    ...(way === undefined ? [] : [t(`how.${way}`)]),
    ...(pkce === undefined ? [] : [pkce ? t('withPkce') : t('withoutPkce')]),
  ];
  return (
    <>
      {words.join(' · ')}
      {Object.entries(named).map(([name, value]) => (
        <span key={name} className="block">
          <code>
            {wireName(name)}={String(value)}
          </code>
        </span>
      ))}
    </>
  );
}

function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

interface WhatWentWrongProps {
  signIn: SignIn;
  step: SignInStep;
  cause: Cause;
  onAdded: (uri: string) => void;
}

function WhatWentWrong({ signIn, step, cause, onAdded }: WhatWentWrongProps) {
  const t = useTranslations('console.signIns');
  const causes = useTranslations('causes');
  const { document, section, url } = cause.rule;
  return (
    <>
      <p>{causes(`${cause.code}.cause` as 'code-reused.cause')}</p>
      <Evidence detail={step.detail} />
      <div className="rounded-md border border-line p-4">
        <p className="font-medium">{t(`fixedBy.${cause.fixed_by}`)}</p>
        <p className="text-ink-muted">{causes(`${cause.code}.fix` as 'code-reused.fix')}</p>
        <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
          {step.address_to_add && (
            <AddAddress {...{ signIn, onAdded }} address={step.address_to_add} expected={step.detail.expected} />
          )}
          {step.address_to_add && typeof step.detail.expected === 'string' && step.detail.expected !== '' && (
            <CopyButton
              value={step.detail.expected}
              label={t('copyExpected')}
              doneLabel={t('copied')}
              variant="secondary"
              size="md"
            >
              {t('copyExpected')}
            </CopyButton>
          )}
        </div>
      </div>
      <p className="text-sm text-ink-muted">
        {t.rich('rule', {
          link: () => (
            <TextLink href={url} apart>
              {t('ruleName', { document, section })}
            </TextLink>
          ),
        })}
      </p>
    </>
  );
}

/** What was expected beside what came, and whatever else is known of it. */
function Evidence({ detail }: Pick<SignInStep, 'detail'>) {
  const t = useTranslations('console.signIns');
  const { expected, received, registered, ...others } = detail;
  // How many addresses there are helps only where there is none to compare with.
  const rest = Object.entries(expected === undefined && registered !== undefined ? { registered, ...others } : others);
  const isCompared = typeof expected === 'string' && typeof received === 'string' && expected !== '';
  return (
    <>
      {isCompared && (
        <Difference {...{ expected, received, expectedLabel: t('expected'), receivedLabel: t('received') }} />
      )}
      {((received !== undefined && !isCompared) || rest.length > 0) && (
        <ValueGrid>
          {received !== undefined && !isCompared && (
            <ValueRow label={t('received')}>
              <Address value={String(received)} />
            </ValueRow>
          )}
          {rest.map(([name, value]) => (
            <ValueRow key={name} label={wireName(name)}>
              {String(value)}
            </ValueRow>
          ))}
        </ValueGrid>
      )}
    </>
  );
}
