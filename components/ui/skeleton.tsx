import { clsx } from 'clsx';

/** The shape of a line that is on its way; give it a width. */
export function Skeleton({ className }: { className: string }) {
  return <span className={clsx('block animate-breathe rounded-sm bg-hover', className)} />;
}

const widths = [
  ['w-[46%]', 'w-[32%]'],
  ['w-[38%]', 'w-[24%]'],
  ['w-[52%]', 'w-[38%]'],
];

/** Rows of the same height as those that come. Show it after 300 ms, not at once. */
export function SkeletonRows({ label }: { label: string }) {
  return (
    <div role="status" aria-busy="true" aria-label={label} className="divide-y divide-line">
      {widths.map(([title = '', detail = '']) => (
        <div key={title} className="flex min-h-15 items-center gap-3 px-4 py-3 sm:px-5">
          <Skeleton className="size-8 rounded-md" />
          <span className="grid min-w-0 flex-1 gap-2">
            <Skeleton className={clsx('h-3', title)} />
            <Skeleton className={clsx('h-3', detail)} />
          </span>
          <Skeleton className="h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
