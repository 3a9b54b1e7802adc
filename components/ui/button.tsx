import { cva } from 'class-variance-authority';
import { clsx } from 'clsx';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import { Spinner } from './spinner';

const look = cva(
  [
    'group/button inline-flex flex-none cursor-pointer items-center justify-center gap-2 border',
    'font-medium whitespace-nowrap no-underline select-none',
    'transition-[background-color,border-color,color,translate] active:translate-y-px',
    'disabled:cursor-not-allowed disabled:translate-y-0 disabled:border-line disabled:bg-sunken disabled:text-ink-disabled disabled:shadow-none',
    'aria-disabled:cursor-not-allowed aria-disabled:translate-y-0 aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-disabled aria-disabled:shadow-none',
    'aria-busy:cursor-progress aria-busy:translate-y-0 forced-colors:border-current',
  ],
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent shadow-low hover:bg-accent-hover active:bg-accent-active',
        secondary: 'border-line-medium bg-surface text-ink shadow-low hover:border-line-strong hover:bg-hover',
        quiet: 'border-transparent text-ink-muted hover:bg-hover hover:text-ink',
        danger: 'border-transparent bg-danger text-on-danger shadow-low hover:bg-danger-hover',
        'danger-quiet': 'border-transparent text-danger-text hover:bg-danger-soft',
        code: 'border-transparent text-code-muted outline-code-key hover:bg-code-line hover:text-code-ink',
      },
      size: {
        xs: 'min-h-6 rounded-sm text-sm',
        sm: 'min-h-7 gap-1.5 rounded-in text-sm max-sm:min-h-8',
        md: 'min-h-9 rounded-md text-base leading-5 max-sm:min-h-10',
        lg: 'min-h-11 rounded-md text-gate leading-5',
      },
      shape: { text: '', icon: 'px-0', block: 'w-full' },
    },
    compoundVariants: [
      { shape: ['text', 'block'], size: 'xs', className: 'px-1.5' },
      { shape: ['text', 'block'], size: 'sm', className: 'px-2.25' },
      { shape: ['text', 'block'], size: 'md', className: 'px-3.5' },
      { shape: ['text', 'block'], size: 'lg', className: 'px-4.5' },
      { shape: 'icon', size: 'xs', className: 'w-6' },
      { shape: 'icon', size: 'sm', className: 'w-7 max-sm:w-8' },
      { shape: 'icon', size: 'md', className: 'w-9 max-sm:w-10' },
      { shape: 'icon', size: 'lg', className: 'w-11' },
    ],
    defaultVariants: { variant: 'secondary', size: 'md', shape: 'text' },
  },
);

export interface ButtonLook {
  /** One primary per view; danger is solid only inside the dialog that confirms it; code is for dark bars. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-quiet' | 'code';
  /** 24, 28, 36 or 44 px high; a little more on phones. */
  size?: 'xs' | 'sm' | 'md' | 'lg';
  /** `icon` is square and needs an `aria-label`; `block` takes the full width. */
  shape?: 'text' | 'icon' | 'block';
  icon?: ReactNode;
}

export interface ButtonProps extends ButtonLook, ButtonHTMLAttributes<HTMLButtonElement> {
  /** What is shown while `aria-busy` is true, with a spinner. The button keeps its width. */
  busyLabel?: string;
}

/** A button; `type` is `button` unless said otherwise. While busy it looks busy, but stays enabled: its form ignores presses. */
export function Button({ variant, size, shape, icon, busyLabel, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={clsx(look({ variant, size, shape }), className)}>
      {busyLabel === undefined ? (
        <>
          {icon}
          {children}
        </>
      ) : (
        <span className="grid items-center justify-items-center">
          <span className="col-start-1 row-start-1 inline-flex items-center gap-2 group-aria-busy/button:invisible">
            {icon}
            {children}
          </span>
          <span className="col-start-1 row-start-1 hidden items-center gap-2 group-aria-busy/button:inline-flex">
            <Spinner />
            {busyLabel}
          </span>
        </span>
      )}
    </button>
  );
}

export interface ButtonLinkProps extends ButtonLook, AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant, size, shape, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={clsx(look({ variant, size, shape }), className)}>
      {icon}
      {children}
    </a>
  );
}
