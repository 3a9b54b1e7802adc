import { EyeOff } from 'lucide';
import type { ReactNode } from 'react';
import { Badge } from './badge';
import { CopyButton } from './copy-button';
import { Icon } from './icon';

/** The words of a copy button. */
export interface CopyWords {
  label: string;
  doneLabel: string;
}

export interface ChipProps {
  value: string;
  copy: CopyWords;
}

/** An identifier with its copy button. */
export function Chip({ value, copy }: ChipProps) {
  return (
    <span className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-in border border-line bg-sunken ps-2.25 pe-0.75 font-mono text-sm">
      <span className="truncate">{value}</span>
      <CopyButton value={value} {...copy} />
    </span>
  );
}

export interface CopyBoxProps {
  /** A word before the value: "Reference". */
  label?: ReactNode;
  value: string;
  copy: CopyWords;
}

/** A value on a line of its own, made to be given to somebody else. */
export function CopyBox({ label, value, copy }: CopyBoxProps) {
  return (
    <p className="flex min-h-10 items-center gap-2 rounded-md border border-line bg-sunken py-1.25 ps-3 pe-1.5">
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
        {label && <span className="text-sm text-ink-muted">{label}</span>}
        <code className="min-w-0 text-sm wrap-anywhere select-all">{value}</code>
      </span>
      <CopyButton value={value} size="sm" {...copy} />
    </p>
  );
}

export interface SecretProps {
  /** "Store this secret now". */
  title: ReactNode;
  /** "Shown once". */
  onceLabel: ReactNode;
  value: string;
  copy: CopyWords & { children: string };
  /** What follows: why it cannot be seen again, and "I have stored it". */
  children?: ReactNode;
}

/** A secret, shown this one time. */
export function Secret({ title, onceLabel, value, copy, children }: SecretProps) {
  return (
    <div className="grid gap-3 rounded-lg border border-accent-text bg-surface p-5 shadow-ring max-sm:p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        <Badge tone="warning" icon={<Icon as={EyeOff} size="xs" />}>
          {onceLabel}
        </Badge>
      </div>
      <div className="flex items-center gap-2 rounded-md border border-line-strong bg-surface py-1.25 ps-3 pe-1.25">
        <code className="min-w-0 flex-1 text-sm wrap-anywhere select-all">{value}</code>
        <CopyButton value={value} variant="secondary" size="sm" {...copy} />
      </div>
      {children}
    </div>
  );
}
