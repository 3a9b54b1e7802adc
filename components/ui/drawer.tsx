'use client';

import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

export interface DrawerProps {
  trigger: ReactNode;
  /** Its name, for assistive technology. */
  title: string;
  children: ReactNode;
}

/** What does not fit on a narrow screen, from the side: the console's navigation. */
export function Drawer({ trigger, title, children }: DrawerProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-30 animate-appear bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 start-0 z-30 flex w-72 max-w-[86vw] animate-slide flex-col gap-4 overflow-y-auto bg-raised px-3 py-4 shadow-high outline-none"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
