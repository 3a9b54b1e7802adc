import { ChevronRight } from 'lucide';
import type { ReactNode } from 'react';
import { Icon } from './icon';

/** Words that only some want. Works without script. */
export function Disclosure({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <details className="group/details">
      <summary className="flex min-h-7 cursor-pointer list-none items-center gap-2 rounded-sm text-sm font-medium [&::-webkit-details-marker]:hidden">
        <Icon
          as={ChevronRight}
          className="text-ink-muted transition-[rotate] duration-(--base) group-open/details:rotate-90 rtl:rotate-180"
        />
        <span className="min-w-0 wrap-anywhere">{title}</span>
      </summary>
      <div className="mt-3 grid min-w-0 gap-3 text-sm">{children}</div>
    </details>
  );
}
