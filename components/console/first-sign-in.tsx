'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Card, CardBody, CardFoot, CardHead } from '../ui/card';
import { TextLink } from '../ui/text-link';
import type { TimelineStep } from '../ui/timeline';
import { Timeline } from '../ui/timeline';
import { callApi } from './api';
import { applicationPath } from './application';

interface SignIn {
  trace_id: string;
  outcome: 'passed' | 'failed' | 'stopped' | 'waiting';
}
interface SignInSteps {
  steps: { step: string; outcome: 'passed' | 'failed' | 'stopped' }[];
}

const pollMilliseconds = 2000;

/** What has to happen once, by kind of application; the last one proves that it works. */
const wanted = {
  browser: ['authorize', 'sign-in', 'token', 'userinfo'],
  device: ['device', 'token', 'userinfo'],
  service: ['token'],
} as const;
type Way = keyof typeof wanted;

/** Ticks by itself as the first request of the application comes through. */
export function FirstSignIn({ clientId, way, isDone }: { clientId: string; way: Way; isDone: boolean }) {
  const t = useTranslations('console.firstSignIn');
  const newest = useNewest(clientId, isDone);
  if (isDone && newest === undefined) return null;
  const found = (name: string) => newest?.steps.find(({ step }) => step === name)?.outcome;
  const next = wanted[way].find((name) => found(name) === undefined);
  const steps = wanted[way].map((name): TimelineStep => {
    const state = found(name) ?? (name === next ? 'live' : 'waiting');
    return { name, state, stateLabel: t(`states.${state}`), title: t(`steps.${name}`) };
  });
  const isThrough = newest?.steps.some(({ step, outcome }) => step === 'token' && outcome === 'passed') === true;
  const created = {
    name: 'created',
    state: 'passed',
    stateLabel: t('states.passed'),
    title: t('steps.created'),
  } as const;
  return (
    <Card>
      <CardHead title={<span aria-live="polite">{t(isThrough ? 'works' : 'waiting')}</span>} />
      <CardBody>
        <Timeline steps={[created, ...steps]} />
      </CardBody>
      <CardFoot>
        <TextLink href={applicationPath(clientId, 'sign-ins')}>{t('why')}</TextLink>
      </CardFoot>
    </Card>
  );
}

/** The newest request of the application, asked for until it is through. */
function useNewest(clientId: string, isDone: boolean): SignInSteps | undefined {
  const [newest, setNewest] = useState<SignInSteps>();
  useEffect(() => {
    if (isDone) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const look = async () => {
      const list = await callApi<{ items: SignIn[] }>(
        'GET',
        `/applications/${encodeURIComponent(clientId)}/sign-ins?limit=1`,
      );
      const [first] = list.ok ? list.document.items : [];
      const found = first && (await callApi<SignInSteps>('GET', `/sign-ins/${encodeURIComponent(first.trace_id)}`));
      if (isGone) return;
      if (found?.ok) setNewest(found.document);
      const isThrough = found?.ok && found.document.steps.some(({ step }) => step === 'userinfo');
      if (!isThrough) timer = setTimeout(look, pollMilliseconds);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [clientId, isDone]);
  return newest;
}
