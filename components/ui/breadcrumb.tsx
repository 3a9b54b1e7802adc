import { clsx } from 'clsx';

export interface BreadcrumbProps {
  label: string;
  /** From the outermost; the last one is where one is. */
  crumbs: { label: string; href: string }[];
}

/** The way back up. On phones the crumbs between the first and the last fold away. */
export function Breadcrumb({ label, crumbs }: BreadcrumbProps) {
  return (
    <nav aria-label={label} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li
              key={crumb.href}
              className={clsx(
                'flex items-center gap-1.5 whitespace-nowrap',
                last ? 'min-w-0' : 'flex-none',
                index > 0 && "before:text-line-strong before:content-['/']",
                index > 0 && !last && 'max-sm:hidden',
              )}
            >
              {last ? (
                <span aria-current="page" className="truncate font-medium">
                  {crumb.label}
                </span>
              ) : (
                <a href={crumb.href} className="rounded-sm py-0.5 text-ink-muted hover:text-ink hover:underline">
                  {crumb.label}
                </a>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
