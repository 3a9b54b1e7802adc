import { clsx } from 'clsx';
import { AnnotatedSection } from '../ui/annotated-section';
import { Mark } from '../ui/mark';
import { PageHead } from '../ui/page-head';
import { DataSamples, WhereSamples } from './kit-data';
import { DialogSamples, EmptySamples, FeedbackSamples } from './kit-feedback';
import { ButtonSamples, FieldSamples } from './kit-forms';
import { TimelineSamples, ValueSamples } from './kit-values';

/** Every part with its states on one page. */
export function Kit() {
  return (
    <main className="mx-auto w-full max-w-measure px-4 py-8 sm:px-6">
      <p className="mb-4 flex items-center gap-2 font-medium">
        <Mark className="size-7" /> Gatehouse
      </p>
      <PageHead
        title="Components"
        hint="Every part with its states. Look at it in both themes and at 320 px before you change a token."
      />
      <ColourSamples />
      <TypeSamples />
      <ButtonSamples />
      <FieldSamples />
      <FeedbackSamples />
      <WhereSamples />
      <DataSamples />
      <TimelineSamples />
      <ValueSamples />
      <EmptySamples />
      <DialogSamples />
    </main>
  );
}

const swatches: [name: string, look: string][] = [
  ['canvas', 'bg-canvas text-ink'],
  ['surface', 'bg-surface text-ink'],
  ['raised', 'bg-raised text-ink'],
  ['sunken', 'bg-sunken text-ink-muted'],
  ['hover', 'bg-hover text-ink'],
  ['accent', 'bg-accent text-on-accent'],
  ['accent-hover', 'bg-accent-hover text-on-accent'],
  ['accent-soft', 'bg-accent-soft text-accent-text'],
  ['success-soft', 'bg-success-soft text-success-text'],
  ['warning-soft', 'bg-warning-soft text-warning-text'],
  ['danger-soft', 'bg-danger-soft text-danger-text'],
  ['danger', 'bg-danger text-on-danger'],
  ['danger-mark', 'bg-danger-mark text-ink'],
  ['success-mark', 'bg-success-mark text-ink'],
];

function ColourSamples() {
  return (
    <AnnotatedSection
      id="colour"
      title="Colour"
      hint="Roles, not shades. Text on each swatch is the pair that is allowed there."
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-2">
        {swatches.map(([name, look]) => (
          <li key={name} className={clsx('min-h-14 rounded-md border border-line p-3 font-mono text-xs', look)}>
            {name}
          </li>
        ))}
      </ul>
    </AnnotatedSection>
  );
}

function TypeSamples() {
  return (
    <AnnotatedSection id="type" title="Type" hint="Two weights do the work: 400 and 500. 600 is for titles.">
      <p className="text-3xl font-semibold">Sign in to Harbour</p>
      <p className="text-2xl font-semibold">Applications</p>
      <p className="text-lg font-semibold">Client secrets</p>
      <div>
        <p>Add the new one, deploy it, then revoke the old one.</p>
        <p className="text-sm text-ink-muted">text-base, the body; this line is text-sm, a hint</p>
      </div>
      <code>harbour-7qm2xv9tkc</code>
    </AnnotatedSection>
  );
}
