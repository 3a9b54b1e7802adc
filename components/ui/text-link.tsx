import { clsx } from 'clsx';
import type { AnchorHTMLAttributes } from 'react';

export interface TextLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
  /** Opens in a new tab, so that what one does here is not lost. */
  apart?: boolean;
}

/** A link inside a sentence. */
export function TextLink({ apart = false, className, children, ...rest }: TextLinkProps) {
  return (
    <a
      {...rest}
      {...(apart ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
      className={clsx(
        'rounded-sm text-accent-text underline decoration-accent-line decoration-1 underline-offset-[0.2em]',
        'transition-[text-decoration-color] hover:decoration-current',
        className,
      )}
    >
      {children}
    </a>
  );
}
