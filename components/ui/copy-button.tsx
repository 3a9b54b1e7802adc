'use client';

import { Check, Copy } from 'lucide';
import { useEffect, useState } from 'react';
import type { ButtonLook } from './button';
import { Button } from './button';
import { Icon } from './icon';

export interface CopyButtonProps extends Pick<ButtonLook, 'variant' | 'size'> {
  value: string;
  /** What is copied: "Copy client ID". */
  label: string;
  /** Announced when it is done: "Copied". */
  doneLabel: string;
  /** Words on the button; without them it is the icon alone. */
  children?: string;
}

/** Copies a value. The icon becomes a check for 1.5 s and a polite live region says so. Without script it is not there. */
export function CopyButton({ value, label, doneLabel, variant = 'quiet', size = 'xs', children }: CopyButtonProps) {
  const [done, setDone] = useState(false);

  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [done]);

  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setDone(true);
  };

  return (
    <span className="contents noscript:hidden">
      <Button
        variant={variant}
        size={size}
        shape={children === undefined ? 'icon' : 'text'}
        aria-label={label}
        onClick={() => copy().catch(() => setDone(false))}
        icon={
          <Icon as={done ? Check : Copy} size={size === 'xs' ? 'sm' : 'md'} className={done ? 'text-success' : ''} />
        }
      >
        {children}
      </Button>
      <span aria-live="polite" className="sr-only">
        {done ? doneLabel : ''}
      </span>
    </span>
  );
}
