'use client';

import { clsx } from 'clsx';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export interface MenuItem {
  name: string;
  label: ReactNode;
  icon?: ReactNode;
  danger?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  /** Groups, with a line between them. */
  groups: MenuItem[][];
}

/** What else one can do with a row. */
export function Menu({ trigger, groups }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-30 min-w-44 animate-appear rounded-lg bg-raised p-1 shadow-high outline-none"
        >
          {groups.map((items, index) => (
            <DropdownMenu.Group key={items[0]?.name ?? index}>
              {index > 0 && <DropdownMenu.Separator className="my-1 h-px bg-line" />}
              {items.map((item) => (
                <MenuRow key={item.name} item={item} />
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuRow({ item }: { item: MenuItem }) {
  return (
    <DropdownMenu.Item
      onSelect={item.onSelect}
      className={clsx(
        'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-in px-2.5 outline-none max-sm:min-h-10',
        item.danger
          ? 'text-danger-text data-[highlighted]:bg-danger-soft'
          : 'data-[highlighted]:bg-hover [&_svg]:text-ink-muted',
      )}
    >
      {item.icon}
      {item.label}
    </DropdownMenu.Item>
  );
}
