import { clsx } from 'clsx';
import { Button } from '@/components/ui/button';

export interface DecisionProps {
  allow: { id: string; words: string; busyWords: string };
  deny: { id: string; words: string };
}

/** Two buttons that post `decision` (`allow` or `deny`), in sight while a list longer than the window fades out above. */
export function Decision({ allow, deny }: DecisionProps) {
  const button = { type: 'submit' as const, name: 'decision', size: 'lg' as const, shape: 'block' as const };
  return (
    <div
      className={clsx(
        // Side by side in a low window, where both words fit.
        'sticky bottom-0 z-10 -mb-4 flex flex-col gap-2 bg-surface pb-4 short:flex-row short:flex-wrap short:*:flex-1',
        'before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:h-6',
        'before:bg-linear-to-t before:from-surface before:to-transparent',
      )}
    >
      <Button {...button} id={allow.id} value="allow" variant="primary" busyLabel={allow.busyWords}>
        {allow.words}
      </Button>
      <Button {...button} id={deny.id} value="deny">
        {deny.words}
      </Button>
    </div>
  );
}
