import type { ReactNode } from 'react';

export interface SegmentsProps {
  label: string;
  segments: { value: string; label: ReactNode; count?: number; pressed: boolean; onPress?: () => void }[];
}

/** A filter with two to four answers, of which one is on. */
export function Segments({ label, segments }: SegmentsProps) {
  return (
    <fieldset className="inline-flex w-fit min-w-0 gap-0.5 justify-self-start rounded-md border border-line bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.pressed}
          {...(segment.onPress ? { onClick: segment.onPress } : {})}
          className="inline-flex min-h-7 cursor-pointer items-center gap-1.5 rounded-[0.375rem] px-2.5 text-sm font-medium whitespace-nowrap text-ink-muted hover:text-ink aria-pressed:bg-lifted aria-pressed:text-ink aria-pressed:shadow-chosen"
        >
          {segment.label}
          {segment.count !== undefined && <span className="font-normal tabular-nums">{segment.count}</span>}
        </button>
      ))}
    </fieldset>
  );
}
