import { cva } from 'class-variance-authority';
import type { ReactNode } from 'react';

const look = cva(
  'inline-flex h-5 flex-none items-center gap-1 rounded-sm px-1.75 text-xs font-medium whitespace-nowrap forced-colors:border',
  {
    variants: {
      tone: {
        neutral: 'bg-tint text-ink-muted',
        accent: 'bg-accent-soft text-accent-text',
        success: 'bg-success-soft text-success-text',
        warning: 'bg-warning-soft text-warning-text',
        danger: 'bg-danger-soft text-danger-text',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export interface BadgeProps {
  tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger';
  /** 12 px; a tone that means something has one. */
  icon?: ReactNode;
  children: ReactNode;
}

/** A state in one or two words. */
export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span className={look({ tone })}>
      {icon}
      {children}
    </span>
  );
}
