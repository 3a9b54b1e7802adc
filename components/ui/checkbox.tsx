import { clsx } from 'clsx';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { useId } from 'react';

const box = [
  'relative grid size-4 flex-none cursor-pointer appearance-none place-content-center border border-line-strong bg-surface',
  'transition-[background-color,border-color] checked:border-accent checked:bg-accent',
  'disabled:cursor-not-allowed disabled:border-line-medium disabled:bg-sunken disabled:checked:bg-line-medium',
  // A target of 28 px round a box of 16.
  'after:absolute after:-inset-1.5',
  'before:scale-0 before:bg-on-accent checked:before:scale-100 disabled:before:bg-ink-muted forced-colors:appearance-auto',
];

export type ToggleProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>;

/** Waits for Save or submit; what acts at once is a `Switch`. */
export function Checkbox({ className, ...rest }: ToggleProps) {
  const tick = 'before:size-2.5 before:[clip-path:polygon(12%_50%,24%_38%,42%_56%,78%_16%,90%_28%,42%_82%)]';
  return <input {...rest} type="checkbox" className={clsx(box, 'rounded-xs', tick, className)} />;
}

export function Radio({ className, ...rest }: ToggleProps) {
  return (
    <input
      {...rest}
      type="radio"
      className={clsx(box, 'rounded-full before:size-1.5 before:rounded-full', className)}
    />
  );
}

/** The browser knows whether a checkbox is on, so it needs no `aria-checked`. */
const announced = { role: 'switch' };

/** Acts at once. A risky one carries its risk in the choice's hint. */
export function Switch({ className, ...rest }: ToggleProps) {
  return (
    <input
      {...rest}
      {...announced}
      type="checkbox"
      className={clsx(
        'relative h-5 w-8.5 flex-none cursor-pointer appearance-none rounded-full border border-line-strong bg-sunken',
        'transition-[background-color,border-color] duration-(--base) checked:border-accent checked:bg-accent',
        'before:absolute before:inset-y-0.5 before:start-0.5 before:aspect-square before:rounded-full before:bg-line-strong',
        'before:transition-[translate,background-color] before:duration-(--base) before:ease-out',
        'checked:before:translate-x-3.5 checked:before:bg-on-accent rtl:checked:before:-translate-x-3.5',
        'disabled:cursor-not-allowed disabled:border-line-medium forced-colors:appearance-auto',
        className,
      )}
    />
  );
}

export interface ChoiceProps {
  /** Makes the `Checkbox`, `Radio` or `Switch`, with this id. */
  control: (id: string) => ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}

/** The whole row is the label. */
export function Choice({ control, hint, children }: ChoiceProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="flex min-h-6 cursor-pointer items-start gap-2.5 has-disabled:cursor-not-allowed has-disabled:text-ink-muted"
    >
      <span className="flex h-[1lh] items-center">{control(id)}</span>
      {hint === undefined ? (
        <span className="min-w-0">{children}</span>
      ) : (
        <span className="grid min-w-0">
          <span className="font-medium">{children}</span>
          <span className="text-sm text-ink-muted">{hint}</span>
        </span>
      )}
    </label>
  );
}

export interface RadioCardProps extends Omit<ToggleProps, 'title'> {
  icon?: ReactNode;
  title: ReactNode;
  hint: ReactNode;
  /** A muted mono line: what is chosen with it. */
  detail?: ReactNode;
}

/** One of a few large choices, each with a sentence. */
export function RadioCard({ icon, title, hint, detail, ...rest }: RadioCardProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={clsx(
        'group/card relative grid cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] gap-3 rounded-lg border border-line-medium bg-surface p-4',
        'transition-[border-color,background-color] hover:border-line-strong',
        'has-checked:border-accent-text has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent-text',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-focus forced-colors:border-current',
      )}
    >
      <span className="grid size-9 place-content-center rounded-md bg-tint text-ink-muted group-has-checked/card:bg-surface group-has-checked/card:text-accent-text">
        {icon}
      </span>
      <span className="grid content-start">
        <span className="font-medium">{title}</span>
        <span className="text-sm text-ink-muted">{hint}</span>
        {detail && <span className="mt-2 truncate font-mono text-xs leading-5 text-ink-muted">{detail}</span>}
      </span>
      <Radio {...rest} id={id} className="mt-0.5 focus-visible:outline-0" />
    </label>
  );
}
