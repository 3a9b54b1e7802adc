'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import type { ApiAnswer, ApiProblem } from './api';
import { ProblemAlert } from './problem-alert';

export interface ConfirmDialogProps<Document> {
  title: ReactNode;
  description: ReactNode;
  /** The verb of the confirming button, and what it says while it works. */
  verb: string;
  busyVerb: string;
  danger?: boolean;
  /** What must be typed before anything is destroyed. */
  typed?: { label: string; value: string };
  children?: ReactNode;
  act: () => Promise<ApiAnswer<Document>>;
  /** Takes errors that belong to fields; true when it has shown all. */
  onProblem?: (problem: ApiProblem) => boolean;
  onDone: (document: Document) => void;
  onClose: () => void;
}

/** Asks, does it, and stays open with the reason when it could not be done. */
export function ConfirmDialog<Document>(props: ConfirmDialogProps<Document>) {
  const {
    title,
    description,
    verb,
    busyVerb,
    danger = false,
    typed,
    children,
    act,
    onProblem,
    onDone,
    onClose,
  } = props;
  const t = useTranslations('console.confirm');
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);
  const [text, setText] = useState('');
  const [isMissed, setMissed] = useState(false);
  const working = useRef(false);
  const confirm = async () => {
    if (working.current) return;
    if (typed !== undefined && text.trim() !== typed.value) return setMissed(true);
    working.current = true;
    setBusy(true);
    const answer = await act();
    working.current = false;
    setBusy(false);
    if (answer.ok) return onDone(answer.document);
    setProblem(onProblem?.(answer.problem) === true ? undefined : answer.problem);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button
            type="submit"
            form="confirm"
            variant={danger ? 'danger' : 'primary'}
            busyLabel={busyVerb}
            aria-busy={isBusy}
          >
            {verb}
          </Button>
        </>
      }
    >
      <form
        id="confirm"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        {problem && <ProblemAlert problem={problem} />}
        {children}
        {typed && (
          <Field
            id="typed"
            label={typed.label}
            error={isMissed && text.trim() !== typed.value ? t('typeIt', { value: typed.value }) : undefined}
          >
            {(control) => (
              <Input {...control} value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
            )}
          </Field>
        )}
      </form>
    </Dialog>
  );
}
