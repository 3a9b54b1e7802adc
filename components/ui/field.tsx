import { clsx } from 'clsx';
import { CircleAlert } from 'lucide';
import type { ReactNode } from 'react';
import { Icon } from './icon';

/** What the field hands to its control, so that label, hint and error belong to it. */
export interface ControlAttributes {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

export interface FieldProps {
  /** The control's id; the error has `<id>-error`, the hint `<id>-hint`. */
  id: string;
  label: ReactNode;
  /** The word behind the label of a field that may stay empty. */
  optional?: string;
  hint?: ReactNode;
  /** Replaces the hint. */
  error?: ReactNode;
  /** Renders an empty error and keeps the hint, for a form that checks while one types. */
  checked?: boolean;
  /** A quiet link at the end of the label's line. */
  action?: ReactNode;
  size?: 'md' | 'gate';
  children: (control: ControlAttributes) => ReactNode;
}

/** Label, control, then hint or error, tied together for assistive technology. */
export function Field({
  id,
  label,
  optional,
  hint,
  error,
  checked = false,
  action,
  size = 'md',
  children,
}: FieldProps) {
  const wrong = error !== undefined && error !== null;
  const described = [hint && !wrong ? `${id}-hint` : '', wrong || checked ? `${id}-error` : ''].filter(Boolean);
  return (
    <div className="grid min-w-0 content-start gap-1.5">
      <div className="flex min-h-5.5 min-w-0 flex-wrap items-center justify-between gap-x-2">
        <label htmlFor={id} className={clsx('font-medium', size === 'gate' ? 'text-gate' : 'text-base')}>
          {label}
          {optional && <span className="font-normal text-ink-muted"> {optional}</span>}
        </label>
        {action}
      </div>
      {children({
        id,
        ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
        ...(wrong ? { 'aria-invalid': true as const } : {}),
      })}
      {hint && !wrong && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {(wrong || checked) && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function Hint({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="text-sm text-ink-muted">
      {children}
    </p>
  );
}

/** What is wrong with a field and how to put it right. Hidden while it has no words. */
export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  return (
    <p id={id} hidden={children === undefined || children === null} className="flex gap-1.5 text-sm text-danger-text">
      <Icon as={CircleAlert} size="sm" className="mt-0.75" />
      <span>{children}</span>
    </p>
  );
}
