import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface SlotProps {
  children: ReactNode;
  className?: string;
}

/** A sheet of stone. Inside it, hairlines instead of further cards. */
export function Card({ children, className }: SlotProps) {
  return <div className={clsx('min-w-0 rounded-lg border border-line bg-surface', className)}>{children}</div>;
}

export interface CardHeadProps {
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
}

export function CardHead({ title, hint, action }: CardHeadProps) {
  return (
    <div data-head="" className="flex flex-wrap items-center justify-between gap-3 px-4 py-4 sm:px-5">
      <div className="min-w-0">
        <h3 className="font-semibold">{title}</h3>
        {hint && <p className="text-ink-muted">{hint}</p>}
      </div>
      {action}
    </div>
  );
}

export function CardBody({ children, className }: SlotProps) {
  return <div className={clsx('p-4 sm:p-5 [[data-head]+&]:pt-0', className)}>{children}</div>;
}

export function CardFoot({ children }: SlotProps) {
  return <div className="border-t border-line px-4 py-3 text-sm text-ink-muted sm:px-5">{children}</div>;
}

/** Rows of 60 px inside a card. */
export function List({ children }: SlotProps) {
  return <ul className="divide-y divide-line">{children}</ul>;
}

export interface ListItemProps {
  icon?: ReactNode;
  title: ReactNode;
  /** Badges behind the title. */
  badges?: ReactNode;
  detail?: ReactNode;
  action?: ReactNode;
}

export function ListItem({ icon, title, badges, detail, action }: ListItemProps) {
  return (
    <li className="flex min-h-15 items-center gap-3 px-4 py-3 sm:px-5">
      {icon}
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 font-medium">
          <span className="min-w-0 wrap-anywhere">{title}</span>
          {badges}
        </div>
        {detail && <div className="text-sm text-ink-muted wrap-anywhere">{detail}</div>}
      </div>
      {action}
    </li>
  );
}

/** The 36 px tile at a row's start; takes a 20 px icon. */
export function ListIcon({ children }: SlotProps) {
  return (
    <span className="grid size-9 flex-none place-content-center rounded-md bg-tint text-ink-muted">{children}</span>
  );
}
