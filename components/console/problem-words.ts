'use client';

import { useTranslations } from 'next-intl';

/** What the API's schemas call what our rules call otherwise. */
const ours: Partial<Record<string, string>> = { too_small: 'empty', too_big: 'too-long', invalid_type: 'wrong-type' };

/** What is wrong with a field, in words: ours where we have them, else those of whoever found it. */
export function useProblemWords(): (code: string, otherwise?: string) => string {
  const t = useTranslations('console.fieldProblems');
  return (code, otherwise) => {
    const known = (ours[code] ?? code) as Parameters<typeof t.has>[0];
    return t.has(known) ? t(known) : (otherwise ?? t('other'));
  };
}
