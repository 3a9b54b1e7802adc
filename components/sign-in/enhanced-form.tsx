'use client';

import type { FormEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { FieldChecks } from './field-checks';
import type { AttachedChecks } from './form-checks';

export interface EnhancedFormProps {
  action: string;
  /** What to check while one types and on submit. The server checks again, and more. */
  checks?: FieldChecks;
  className?: string;
  children: ReactNode;
}

/** After this a submission that went nowhere may be sent again. */
const releaseAfterMilliseconds = 10_000;

/**
 * A plain form that posts by itself. With script it also checks (the checks load when one first touches a field), shows
 * that it is busy, and ignores a second press. A valid submission is never held up.
 */
export function EnhancedForm({ action, checks, className, children }: EnhancedFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const attached = useRef<Promise<AttachedChecks | undefined>>(undefined);
  const ready = useRef<AttachedChecks>(undefined);
  const busy = useRef<Element>(undefined);

  const release = () => {
    busy.current?.removeAttribute('aria-busy');
    busy.current = undefined;
  };

  useEffect(() => {
    // The page may come back from the browser's history as it was left.
    addEventListener('pageshow', release);
    return () => removeEventListener('pageshow', release);
  });

  const loadChecks = () => {
    if (attached.current !== undefined || checks === undefined) return;
    attached.current = import('./form-checks').then(
      ({ attachChecks }) => {
        if (form.current !== null) ready.current = attachChecks(form.current, checks);
        return ready.current;
      },
      () => undefined,
    );
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (busy.current !== undefined || ready.current?.pass() === false) {
      event.preventDefault();
      return;
    }
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    if (submitter === null) return;
    submitter.setAttribute('aria-busy', 'true');
    busy.current = submitter;
    setTimeout(release, releaseAfterMilliseconds);
  };

  return (
    <form ref={form} method="post" action={action} className={className} onFocus={loadChecks} onSubmit={submit}>
      {children}
    </form>
  );
}
