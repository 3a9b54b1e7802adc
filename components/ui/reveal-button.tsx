'use client';

import type { MouseEvent, ReactNode } from 'react';
import { useState } from 'react';

export interface RevealButtonProps {
  showLabel: string;
  hideLabel: string;
  showIcon: ReactNode;
  hideIcon: ReactNode;
}

/** Shows and hides the password in the input before it. All that a password field needs of script. */
export function RevealButton({ showLabel, hideLabel, showIcon, hideIcon }: RevealButtonProps) {
  const [shown, setShown] = useState(false);
  const toggle = (event: MouseEvent<HTMLButtonElement>) => {
    event.currentTarget.previousElementSibling?.setAttribute('type', shown ? 'password' : 'text');
    setShown(!shown);
  };
  return (
    <button
      type="button"
      aria-label={shown ? hideLabel : showLabel}
      onClick={toggle}
      className="absolute inset-y-0 end-0 grid w-11 cursor-pointer place-content-center rounded-md text-ink-muted -outline-offset-2 hover:text-ink noscript:hidden"
    >
      {shown ? hideIcon : showIcon}
    </button>
  );
}
