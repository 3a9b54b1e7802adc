'use client';
import { useEffect } from 'react';

const patienceMilliseconds = 4000;

/**
 * Goes on to another page once this one has loaded, its frames included, by a refresh that needs no script. With script no
 * frame that hangs keeps anybody longer than four seconds; without it there is the button.
 */
export function GoOn({ href }: { href: string }) {
  useEffect(() => {
    const timer = setTimeout(() => window.location.replace(href), patienceMilliseconds);
    return () => clearTimeout(timer);
  }, [href]);
  return <meta httpEquiv="refresh" content={`0;url=${href}`} />;
}
