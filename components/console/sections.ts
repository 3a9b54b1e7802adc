/** The parts of the console, as far as they are built: what is not in this list has no link anywhere (DECISIONS 32). */
import type { IconNode } from 'lucide';
import { LayoutGrid } from 'lucide';

export interface SectionEntry {
  name: string;
  href: string;
  icon: IconNode;
  group: 'main' | 'people' | 'operate';
  /** For administrators alone. */
  operators: boolean;
}

export const sections = [
  { name: 'applications', href: '/console/applications', icon: LayoutGrid, group: 'main', operators: false },
] as const satisfies SectionEntry[];

export type Section = (typeof sections)[number]['name'];

/** Those that this visitor sees, in order. */
export function sectionsFor(administrator: boolean) {
  return sections.filter(({ operators }) => administrator || !operators);
}
