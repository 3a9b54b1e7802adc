/** What the kernel knows of processes (Linux): CPU time and resident memory. */
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;
const bytesPerPage = 4096;

/** CPU seconds that these processes have used so far, in user and kernel mode. */
export function cpuSeconds(processIds: readonly number[]): number {
  return sum(processIds, (fields) => (Number(fields[11]) + Number(fields[12])) / ticksPerSecond);
}

/** Resident memory of these processes together, in bytes; what they share is counted once for each. */
export function residentBytes(processIds: readonly number[]): number {
  return sum(processIds, (fields) => Number(fields[21]) * bytesPerPage);
}

/** A process and all below it. */
export function withDescendants(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const fields = statOf(Number(name));
      return fields === undefined ? [] : [{ id: Number(name), parent: Number(fields[1]) }];
    });
  const below = (id: number): number[] => [
    id,
    ...parents.filter(({ parent }) => parent === id).flatMap((child) => below(child.id)),
  ];
  return below(root);
}

function sum(processIds: readonly number[], read: (fields: string[]) => number): number {
  return processIds.reduce((total, id) => total + read(statOf(id) ?? []), 0) || 0;
}

/** The fields after the process's name, which may itself hold spaces and brackets; undefined when it is gone. */
function statOf(id: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
