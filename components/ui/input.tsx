import { cva } from 'class-variance-authority';
import { clsx } from 'clsx';
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';

/** The look of everything that one types in or picks from. */
export const inputLook = cva(
  [
    'w-full rounded-md border border-line-strong bg-surface text-ink shadow-field',
    'transition-[border-color,box-shadow] placeholder:text-ink-muted placeholder:opacity-100',
    'hover:border-ink-muted focus-visible:border-focus focus-visible:-outline-offset-1',
    'disabled:border-line-medium disabled:bg-sunken disabled:text-ink-disabled disabled:shadow-none',
    'aria-invalid:border-danger-icon aria-invalid:ring-1 aria-invalid:ring-danger-icon',
    'aria-invalid:focus-visible:ring-0',
  ],
  {
    variants: {
      inputSize: {
        md: 'min-h-9 px-3 py-1.5 text-base max-sm:min-h-10 max-sm:text-lg',
        lg: 'min-h-11 px-3.5 py-2 text-lg',
        code: 'min-h-18 px-2 py-2 text-center text-4xl font-medium tracking-code uppercase max-sm:text-3xl',
      },
      mono: { true: 'font-mono', false: '' },
    },
    defaultVariants: { inputSize: 'md', mono: false },
  },
);

export interface InputLook {
  /** 36 px in the console, 44 px at the gate, 72 px for a device's code. */
  inputSize?: 'md' | 'lg' | 'code';
  /** For what one would copy: addresses, identifiers. */
  mono?: boolean;
}

export interface InputProps extends InputLook, InputHTMLAttributes<HTMLInputElement> {
  /** Shown inside, at the start. */
  icon?: ReactNode;
}

export function Input({ inputSize, mono, icon, className, ...rest }: InputProps) {
  const input = <input {...rest} className={clsx(inputLook({ inputSize, mono }), icon && 'ps-8.5', className)} />;
  if (icon === undefined) return input;
  return (
    <span className="relative block">
      <span className="pointer-events-none absolute start-2.75 top-1/2 -translate-y-1/2 text-ink-muted">{icon}</span>
      {input}
    </span>
  );
}

export interface TextAreaProps extends InputLook, TextareaHTMLAttributes<HTMLTextAreaElement> {}

export function TextArea({ inputSize, mono, className, ...rest }: TextAreaProps) {
  return <textarea rows={4} {...rest} className={clsx(inputLook({ inputSize, mono }), 'block', className)} />;
}
