'use client';

import { AppWindow, Cpu, Server, SlidersHorizontal, Smartphone, Tv } from 'lucide';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { parseClientMetadata } from '@/protocol/client-metadata';
import type { Kind } from '@/protocol/client-metadata/kind';
import { Button, ButtonLink } from '../ui/button';
import { Card, CardBody, CardFoot, CardHead } from '../ui/card';
import { RadioCard } from '../ui/checkbox';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Input, TextArea } from '../ui/input';
import { PageHead } from '../ui/page-head';
import { Stepper } from '../ui/stepper';
import { TextLink } from '../ui/text-link';
import type { ApiProblem } from './api';
import { callApi } from './api';
import type { ApplicationDocument } from './application';
import { Created } from './created';
import { ProblemAlert } from './problem-alert';
import { useProblemWords } from './problem-words';

const icons = { web: Server, spa: AppWindow, native: Smartphone, service: Cpu, device: Tv, custom: SlidersHorizontal };
const kinds = Object.keys(icons) as Kind[];
const facts = ['grants', 'authentication', 'pkce', 'redirects', 'tokens'] as const;
const withoutRedirects: readonly Kind[] = ['service', 'device'];

interface Fields {
  client_name: string;
  redirect_uris: string;
}

type NewApplication = ApplicationDocument & { client_secret?: string };

/** Three steps: what it is, its name and addresses, and its credentials. */
export function NewApplicationForm({ issuer }: { issuer: string }) {
  const t = useTranslations('console.newApplication');
  const [kind, setKind] = useState<Kind>('web');
  const [step, setStep] = useState(0);
  const [made, setMade] = useState<NewApplication>();
  const steps = ['kind', 'addresses', 'ready'] as const;
  return (
    <>
      <div className="mb-6">
        <Stepper current={step} steps={steps.map((name) => ({ name, label: t(`steps.${name}`) }))} />
      </div>
      {step === 0 && <ChooseKind kind={kind} onChoose={setKind} onNext={() => setStep(1)} />}
      {step === 1 && (
        <Addresses
          kind={kind}
          onBack={() => setStep(0)}
          onMade={(application) => {
            setMade(application);
            setStep(2);
          }}
        />
      )}
      {step === 2 && made && <Created application={made} issuer={issuer} />}
    </>
  );
}

function ChooseKind({ kind, onChoose, onNext }: { kind: Kind; onChoose: (kind: Kind) => void; onNext: () => void }) {
  const t = useTranslations('console.newApplication');
  const k = useTranslations('console.kinds');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <PageHead title={t('kindTitle')} hint={t('kindHint')} />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <fieldset className="grid content-start gap-3 sm:grid-cols-2">
          <legend className="sr-only">{t('kindLegend')}</legend>
          {kinds.map((name) => (
            <RadioCard
              key={name}
              name="kind"
              value={name}
              checked={name === kind}
              onChange={() => onChoose(name)}
              icon={<Icon as={icons[name]} size="lg" />}
              title={k(`${name}.name`)}
              hint={k(`${name}.hint`)}
              detail={k(`${name}.detail`)}
            />
          ))}
        </fieldset>
        <Card className="self-start">
          <CardHead title={t('gets', { kind: k(`${kind}.article`) })} />
          <CardBody>
            <dl className="grid gap-3">
              {facts.map((fact) => (
                <div key={fact}>
                  <dt className="text-ink-muted">{t(`facts.${fact}`)}</dt>
                  <dd>
                    <code>{k(`${kind}.${fact}`)}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </CardBody>
          <CardFoot>
            {t.rich('follows', {
              rfc: (words) => (
                <TextLink href="https://www.rfc-editor.org/rfc/rfc9700" apart>
                  {words}
                </TextLink>
              ),
            })}
          </CardFoot>
        </Card>
      </div>
      <div className="mt-6 flex gap-2">
        <Button type="submit" variant="primary">
          {t('continue')}
        </Button>
        <ButtonLink variant="quiet" href="/console/applications">
          {t('cancel')}
        </ButtonLink>
      </div>
    </form>
  );
}

interface AddressesProps {
  kind: Kind;
  onBack: () => void;
  onMade: (application: NewApplication) => void;
}

/** What goes to the API; `custom` starts empty, so that its first addresses decide nothing else. */
function documentOf(kind: Kind, { client_name, redirect_uris }: Fields) {
  const uris = redirect_uris.split(/\s+/).filter((line) => line !== '');
  const isRedirected = !withoutRedirects.includes(kind);
  return {
    ...(kind === 'custom' ? {} : { type: kind }),
    client_name: client_name.trim(),
    ...(isRedirected ? { redirect_uris: uris } : {}),
  };
}

function Addresses({ kind, onBack, onMade }: AddressesProps) {
  const t = useTranslations('console.newApplication');
  const k = useTranslations('console.kinds');
  const words = useProblemWords();
  const [problem, setProblem] = useState<ApiProblem>();
  const busy = useRef(false);
  const { register, handleSubmit, setError, formState } = useForm<Fields>({
    mode: 'onTouched',
    defaultValues: { client_name: '', redirect_uris: '' },
  });
  const check = (field: keyof Fields) => (_: string, all: Fields) => {
    const { type: __, ...document } = documentOf(kind, all);
    const native = kind === 'native' ? { application_type: 'native' } : {};
    const grants = withoutRedirects.includes(kind) ? { grant_types: ['client_credentials'], response_types: [] } : {};
    const parsed = parseClientMetadata({ ...native, ...grants, ...document });
    const found = parsed.ok ? undefined : parsed.problems.find((each) => each.field === field);
    return found === undefined ? true : words(found.code);
  };
  const submit = handleSubmit(async (fields) => {
    if (busy.current) return;
    busy.current = true;
    const answer = await callApi<NewApplication>('POST', '/applications', { body: documentOf(kind, fields) });
    busy.current = false;
    if (answer.ok) return onMade(answer.document);
    const shown = (['client_name', 'redirect_uris'] as const).filter((field) => {
      const error = answer.problem.errors.find((each) => each.field === field);
      if (error !== undefined) setError(field, { message: words(error.code, error.detail) }, { shouldFocus: true });
      return error !== undefined;
    });
    setProblem(shown.length > 0 ? undefined : answer.problem);
  });
  const { errors, isSubmitting } = formState;
  const name = register('client_name', { validate: check('client_name') });
  const uris = register('redirect_uris', { validate: check('redirect_uris') });
  return (
    <form onSubmit={submit} noValidate className="max-w-form">
      <PageHead title={t('addressesTitle')} hint={t('addressesHint', { kind: k(`${kind}.article`) })} />
      <div className="grid gap-5">
        {problem && <ProblemAlert problem={problem} />}
        <Field id="client_name" label={t('name')} hint={t('nameHint')} error={errors.client_name?.message}>
          {(control) => <Input {...control} {...name} autoComplete="off" />}
        </Field>
        {!withoutRedirects.includes(kind) && (
          <Field
            id="redirect_uris"
            label={t('redirectUris')}
            hint={t(kind === 'native' ? 'redirectUrisHintNative' : 'redirectUrisHint')}
            error={errors.redirect_uris?.message}
          >
            {(control) => (
              <TextArea
                {...control}
                {...uris}
                mono
                rows={3}
                spellCheck={false}
                placeholder={kind === 'native' ? 'com.example.app:/callback' : 'http://localhost:4000/callback'}
              />
            )}
          </Field>
        )}
      </div>
      <div className="mt-6 flex gap-2">
        <Button type="submit" variant="primary" busyLabel={t('creating')} aria-busy={isSubmitting}>
          {t('create')}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </form>
  );
}
