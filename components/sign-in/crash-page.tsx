'use client';

import words from '@/messages/crash.en.json';

export interface CrashPageProps {
  /** Next's digest of the error, which the log has too. */
  reference: string | undefined;
}

/**
 * What a page shows that broke while it was drawn. It stands alone, since layout, words or data may be what broke, and it
 * is small, since every page brings it along.
 */
export function CrashPage({ reference }: CrashPageProps) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-3 px-5 text-center text-gate">
      <h1>{words.title}</h1>
      <p className="max-w-crown text-ink-muted">{words.detail}</p>
      {reference && (
        <p className="text-sm text-ink-muted">
          {words.reference} <code className="text-ink select-all">{reference}</code>
        </p>
      )}
      <button
        type="button"
        onClick={() => location.reload()}
        className="mt-3 grid min-h-11 cursor-pointer place-content-center rounded-md bg-accent px-6 font-medium text-on-accent hover:bg-accent-hover"
      >
        {words.retry}
      </button>
    </main>
  );
}
