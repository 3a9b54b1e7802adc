import type { ReactNode } from 'react';

export interface AnnotatedSectionProps {
  /** The heading's id; the section is named by it. */
  id: string;
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** Words on the left, controls on the right: settings and account pages. */
export function AnnotatedSection({ id, title, hint, action, children }: AnnotatedSectionProps) {
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-t border-line py-6 lg:grid-cols-[16rem_minmax(0,1fr)] lg:py-8"
    >
      <header>
        <h2 id={id}>{title}</h2>
        {hint && <p className="mt-1 text-ink-muted">{hint}</p>}
        {action && <div className="mt-3">{action}</div>}
      </header>
      <div className="grid min-w-0 content-start gap-4 *:min-w-0">{children}</div>
    </section>
  );
}
