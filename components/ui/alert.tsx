import { cva } from 'class-variance-authority';
import { Check, CircleAlert, Info, ShieldAlert, TriangleAlert } from 'lucide';
import type { ReactNode } from 'react';
import { Icon } from './icon';

const look = cva(
  'grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-md border px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)_auto]',
  {
    variants: {
      tone: {
        plain: 'border-line',
        info: 'border-accent-line bg-accent-soft',
        success: 'border-success-line bg-success-soft',
        warning: 'border-warning-line bg-warning-soft',
        danger: 'border-danger-line bg-danger-soft',
      },
    },
  },
);

const icons = { plain: ShieldAlert, info: Info, success: Check, warning: TriangleAlert, danger: CircleAlert };
const colours = {
  plain: 'text-ink-muted',
  info: 'text-accent-text',
  success: 'text-success-text',
  warning: 'text-warning-text',
  danger: 'text-danger-icon',
};

export interface AlertProps {
  tone: 'plain' | 'info' | 'success' | 'warning' | 'danger';
  id?: string;
  title?: ReactNode;
  /** One small button: "Try again". */
  action?: ReactNode;
  /** Said at once by assistive technology, and able to take the focus: for what just went wrong. */
  urgent?: boolean;
  children?: ReactNode;
}

/** What one must know about the part of the page below it. */
export function Alert({ tone, id, title, action, urgent = false, children }: AlertProps) {
  return (
    <div id={id} className={look({ tone })} {...(urgent ? { role: 'alert', tabIndex: -1 } : {})}>
      <Icon as={icons[tone]} className={`mt-[calc(0.5lh-0.5rem)] ${colours[tone]}`} />
      <div className="min-w-0">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={title ? 'text-sm' : undefined}>{children}</div>}
      </div>
      {action && <div className="max-sm:col-start-2 max-sm:mt-2 sm:self-center">{action}</div>}
    </div>
  );
}
