import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface GatePageProps {
  children: ReactNode;
  /** The `Ground`. */
  footer: ReactNode;
  /** In a pop-up window, which is a gate by itself: no arch, and no air around it. */
  compact?: boolean;
}

/** A whole gate page: the arch stands on the ground line, whatever the height of the window. */
export function GatePage({ children, footer, compact = false }: GatePageProps) {
  return (
    <div className="grid min-h-dvh grid-cols-1 grid-rows-[minmax(0,1fr)_auto] justify-items-center overflow-x-clip">
      <main
        className={clsx(
          'relative w-full bg-surface text-gate',
          compact
            ? 'px-[clamp(1.25rem,6vw,2.5rem)] pt-7 pb-6 sm:max-w-gate'
            : [
                'max-w-gate rounded-t-arch border border-b-0 border-line shadow-gate',
                'mt-[clamp(2.5rem,8vh,6rem)] px-14 pt-14 pb-12 short:mt-6 short:pt-9',
                'max-sm:mt-6 max-sm:border-x-0 max-sm:px-[clamp(1.25rem,6vw,2rem)] max-sm:pt-9 max-sm:pb-10 max-sm:shadow-gate-narrow',
                'short:max-sm:mt-4 short:max-sm:pt-7',
              ],
        )}
      >
        {children}
      </main>
      {footer}
    </div>
  );
}

export interface GateHeadProps {
  /** A logo, a `Glyph` or a person, 56 px. */
  crown?: ReactNode;
  /** The page's `h1`. Long ones are set smaller, so that they keep to two lines. */
  title: string;
  /** One line under it. */
  children?: ReactNode;
}

/** What stands in the crown of the arch. */
export function GateHead({ crown, title, children }: GateHeadProps) {
  return (
    <header className="mb-8 grid grid-cols-1 justify-items-center gap-1.5 text-center short:mb-6 max-sm:mb-6 short:max-sm:mb-4">
      {crown && <div className="mb-4 grid short:mb-2.5 max-sm:mb-3">{crown}</div>}
      <h1 className={clsx('max-w-full wrap-anywhere', title.length > 44 ? 'text-xl' : 'text-3xl max-sm:text-2xl')}>
        {title}
      </h1>
      {children && <div className="max-w-crown text-ink-muted [&_p]:text-balance">{children}</div>}
    </header>
  );
}

/** A glyph in a circle, where no application or person is in the crown. Takes a 24 px icon. */
export function Glyph({ tone = 'accent', children }: { tone?: 'accent' | 'success' | 'danger'; children: ReactNode }) {
  const tones = {
    accent: 'bg-accent-soft text-accent-text ring-accent-line',
    success: 'bg-success-soft text-success-text ring-success-line',
    danger: 'bg-danger-soft text-danger-text ring-danger-line',
  };
  return (
    <span
      className={clsx('grid size-14 place-content-center rounded-full ring-1 ring-inset max-sm:size-12', tones[tone])}
    >
      {children}
    </span>
  );
}

/** The one quiet line at the end. */
export function GateFoot({ small = false, children }: { small?: boolean; children: ReactNode }) {
  return (
    <p
      className={clsx(
        'text-center wrap-anywhere text-ink-muted [&_a]:whitespace-nowrap',
        small ? 'mt-5 text-sm' : 'mt-8 short:mt-6',
      )}
    >
      {children}
    </p>
  );
}

/** A rule with a word in it, between a form and its alternatives. */
export function Or({ children }: { children: ReactNode }) {
  return (
    <div className="my-5 flex items-center gap-3 text-sm text-ink-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {children}
    </div>
  );
}
