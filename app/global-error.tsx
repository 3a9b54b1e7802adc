'use client';

import { CrashPage } from '@/components/sign-in/crash-page';
import './globals.css';

export default function GlobalError({ error }: { error: { digest?: string } }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <CrashPage reference={error.digest} />
      </body>
    </html>
  );
}
