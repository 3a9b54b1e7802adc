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
  /** Of its form; where two dialogs may be open at once. */
  id?: string;
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

/** The one action of a dialog: what was typed to confirm it, whether it goes on, and why it did not. */
function useAction<Document>({ typed, act, onProblem, onDone }: ConfirmDialogProps<Document>) {
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const working = useRef(false);
  const isMistyped = typed !== undefined && text.trim() !== typed.value;
  const confirm = async () => {
    if (working.current) return;
    setTried(true);
    if (isMistyped) return;
    working.current = true;
    setBusy(true);
    const answer = await act();
    working.current = false;
    setBusy(false);
    if (answer.ok) return onDone(answer.document);
    setProblem(onProblem?.(answer.problem) === true ? undefined : answer.problem);
  };
  return { problem, isBusy, text, setText, isMissed: isTried && isMistyped, confirm };
}

/** Asks, does it, and stays open with the reason when it could not be done. */
export function ConfirmDialog<Document>(props: ConfirmDialogProps<Document>) {
  const { id = 'confirm', title, description, verb, busyVerb, danger = false, typed, children, onClose } = props;
  const t = useTranslations('console.confirm');
  const { problem, isBusy, text, setText, isMissed, confirm } = useAction(props);
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
            form={id}
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
        id={id}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog over this one is inside it for React.
          event.stopPropagation();
          void confirm();
        }}
      >
        {problem && <ProblemAlert problem={problem} />}
        {children}
        {typed && (
          <Field id="typed" label={typed.label} error={isMissed ? t('typeIt', { value: typed.value }) : undefined}>
            {(control) => (
              <Input {...control} value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
            )}
          </Field>
        )}
      </form>
    </Dialog>
  );
}
