'use client';

import { useTranslations } from 'next-intl';

/** What is wrong with a field, in words: ours where we have them, else those of whoever found it. */
export function useProblemWords(): (code: string, otherwise?: string) => string {
  const t = useTranslations('console.fieldProblems');
  return (code, otherwise) => {
    const known = code as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known) : (otherwise ?? t('other'));
  };
}
