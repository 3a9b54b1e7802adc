import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide';
import type { ReactNode } from 'react';
import { Icon } from './icon';

/** `mid` columns vanish below 640 px, `wide` ones below 1180; their facts join the first cell as a `TableFold`. */
export type ColumnFrom = 'always' | 'mid' | 'wide';

const visibility: Record<ColumnFrom, string> = { always: '', mid: 'max-sm:hidden', wide: 'max-xl:hidden' };
const cell = 'px-3 first:ps-4 last:pe-4 sm:first:ps-5 sm:last:pe-5';

export interface TableProps {
  /** What the table lists, for assistive technology. */
  label: string;
  children: ReactNode;
}

/** A table that stands inside a `Card`; it scrolls by itself when it must. */
export function Table({ label, children }: TableProps) {
  return (
    <div className="overflow-x-auto rounded-[inherit]">
      <table aria-label={label} className="w-full border-collapse text-start">
        {children}
      </table>
    </div>
  );
}

export interface ColumnHeadProps {
  from?: ColumnFrom;
  end?: boolean;
  /** Makes the head a button; the handler, or the form around it, sorts. */
  sort?: { direction: 'ascending' | 'descending' | 'none'; onSort?: () => void };
  children?: ReactNode;
}

const arrows = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown };

export function ColumnHead({ from = 'always', end = false, sort, children }: ColumnHeadProps) {
  return (
    <th
      scope="col"
      {...(sort ? { 'aria-sort': sort.direction } : {})}
      className={clsx(
        cell,
        visibility[from],
        end ? 'text-end' : 'text-start',
        'border-b border-line bg-sunken/55 py-2.25 text-xs font-medium whitespace-nowrap text-ink-muted',
      )}
    >
      {sort ? (
        <button
          type="button"
          {...(sort.onSort ? { onClick: sort.onSort } : {})}
          className="-my-1 inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-sm hover:text-ink"
        >
          {children}
          <Icon as={arrows[sort.direction]} size="xs" />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody className="[&>tr]:border-b [&>tr]:border-line [&>tr]:transition-colors [&>tr:hover]:bg-sunken/45 [&>tr:last-child]:border-b-0">
      {children}
    </tbody>
  );
}

export interface CellProps {
  from?: ColumnFrom;
  end?: boolean;
  children?: ReactNode;
}

export function Cell({ from = 'always', end = false, children }: CellProps) {
  return <td className={clsx(cell, visibility[from], end && 'text-end tabular-nums', 'py-2.75')}>{children}</td>;
}

/** The first cell's link, which names the row. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="rounded-sm font-medium wrap-anywhere decoration-line-strong hover:underline">
      {children}
    </a>
  );
}

/** The facts of hidden columns, under the row's name on phones. */
export function TableFold({ children }: { children: ReactNode }) {
  return <span className="block text-sm text-ink-muted sm:hidden">{children}</span>;
}
