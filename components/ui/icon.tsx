import { clsx } from 'clsx';
import type { IconNode } from 'lucide';
import { createElement } from 'react';

const sizes = { xs: 'size-3', sm: 'size-3.5', md: 'size-4', lg: 'size-5', xl: 'size-6' };
const strokes = { xs: 2.5, sm: 2, md: 1.75, lg: 1.75, xl: 1.5 };

export interface IconProps {
  /** The lucide icon. As data it needs no script in the browser; `lucide-react` brings its own. */
  as: IconNode;
  /** 12, 14, 16, 20 or 24 px. */
  size?: keyof typeof sizes;
  className?: string;
}

/** A lucide icon in our sizes and strokes. It is decoration: the words beside it, or the control's label, carry the meaning. */
export function Icon({ as: shapes, size = 'md', className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={strokes[size]}
      className={clsx('flex-none', sizes[size], className)}
    >
      {shapes.map(([tag, attributes], index) => createElement(tag, { key: `${tag}-${index + 1}`, ...attributes }))}
    </svg>
  );
}
