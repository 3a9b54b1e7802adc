import { clsx } from 'clsx';
import { ChevronDown } from 'lucide';
import type { SelectHTMLAttributes } from 'react';
import { Icon } from './icon';
import type { InputLook } from './input';
import { inputLook } from './input';

export interface SelectProps extends InputLook, SelectHTMLAttributes<HTMLSelectElement> {}

/** The browser's own select in our look: it opens as people know it on every device. */
export function Select({ inputSize, mono, className, children, ...rest }: SelectProps) {
  return (
    <span className="relative block">
      <select
        {...rest}
        className={clsx(inputLook({ inputSize, mono }), 'cursor-pointer appearance-none pe-8', className)}
      >
        {children}
      </select>
      <Icon as={ChevronDown} className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2 text-ink-muted" />
    </span>
  );
}
