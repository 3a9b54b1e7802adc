import { clsx } from 'clsx';

const sizes = { sm: 'size-7 text-xs', md: 'size-9 text-sm', lg: 'size-14 text-xl max-sm:size-12' };

export interface PersonAvatarProps {
  name: string;
  /** 28, 36 or 56 px. */
  size?: keyof typeof sizes;
}

/** A person's initials. Their name stands beside it, so it is decoration. */
export function PersonAvatar({ name, size = 'sm' }: PersonAvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'inline-grid flex-none place-content-center rounded-full bg-accent-soft font-semibold text-accent-text select-none',
        'ring-1 ring-inset ring-accent-line',
        sizes[size],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** The first letters of the first and the last word, in capitals. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s.@_-]+/u)
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '?')][0] ?? '')
    .join('')
    .toUpperCase();
}
