/** All that the kit and the gate pages can show, with made-up data. Not part of the product: `scripts/gallery.mjs` draws it. */
import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import words from '@/messages/en.json';
import { CrashPage } from '../sign-in/crash-page';
import { GatePage } from '../ui/gate';
import { Ground } from '../ui/ground';
import { Kit } from './kit';
import { mailStates } from './mail-states';
import { samples } from './samples';
import { signInStates } from './sign-in-states';

const whole: Record<string, ReactNode> = {
  kit: <Kit />,
  crash: <CrashPage reference="3089120034" />,
};

const gates: Record<string, ReactNode> = { ...signInStates, ...mailStates };

/** The names of all pages of the gallery. */
export const galleryNames = [...Object.keys(gates), ...Object.keys(whole)];

/** One page of the gallery. A word that is missing throws. */
export function GalleryPage({ name }: { name: string }) {
  return (
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={words}
      onError={(error) => {
        throw error;
      }}
    >
      {whole[name] ?? <GatePage footer={<Ground name={samples.realm} />}>{gates[name]}</GatePage>}
    </NextIntlClientProvider>
  );
}
