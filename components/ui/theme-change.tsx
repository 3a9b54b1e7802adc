'use client';

import { useEffect } from 'react';

/**
 * Lets the colours change at once when the system goes from light to dark or back. Transitions answer a hand; here
 * nobody touched anything, and the parts would arrive one after the other.
 */
export function ThemeChange(): null {
  useEffect(() => {
    const theme = matchMedia('(prefers-color-scheme: dark)');
    theme.addEventListener('change', holdTransitions);
    return () => theme.removeEventListener('change', holdTransitions);
  }, []);
  return null;
}

/** For the one frame in which the new colours are first drawn. */
function holdTransitions(): void {
  const { dataset } = document.documentElement;
  dataset.themeChange = '';
  requestAnimationFrame(() => requestAnimationFrame(() => delete dataset.themeChange));
}
