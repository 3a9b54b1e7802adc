import { useTranslations } from 'next-intl';

/** Loads an address of each application out of sight; they may run script of their own, and cannot lead this page away. */
export function LogoutFrames({ frames }: { frames: string[] }) {
  const t = useTranslations('signedOut');
  return frames.map((src) => (
    <iframe
      key={src}
      src={src}
      title={t('frame')}
      hidden
      aria-hidden
      tabIndex={-1}
      referrerPolicy="no-referrer"
      sandbox="allow-scripts allow-same-origin"
    />
  ));
}
