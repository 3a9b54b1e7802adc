import { clsx } from 'clsx';

const sizes = {
  sm: 'size-8 rounded-[26%] text-[0.8125rem]',
  md: 'size-11 rounded-[26%] text-lg',
  lg: 'size-14 rounded-[26%] text-2xl max-sm:size-12',
};

export interface AppLogoProps {
  name: string;
  /** An address on our own origin, or `data:`; nothing else loads. */
  src?: string | undefined;
  /** 32, 44 or 56 px. */
  size?: keyof typeof sizes;
}

/** An application's logo, else its first letter. Its name stands beside it, so it is decoration. */
export function AppLogo({ name, src, size = 'sm' }: AppLogoProps) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'relative inline-grid flex-none place-content-center overflow-hidden bg-tint font-semibold text-ink-muted select-none',
        'after:absolute after:inset-0 after:rounded-[inherit] after:ring-1 after:ring-inset after:ring-ink/8',
        sizes[size],
      )}
    >
      {src === undefined ? (
        ([...name.trim()][0] ?? '?').toUpperCase()
      ) : (
        <picture className="contents">
          <img src={src} alt="" className="size-full object-cover" />
        </picture>
      )}
    </span>
  );
}
