'use client';

import { CrashPage } from '@/components/sign-in/crash-page';

export default function PageError({ error }: { error: { digest?: string } }) {
  return <CrashPage reference={error.digest} />;
}
