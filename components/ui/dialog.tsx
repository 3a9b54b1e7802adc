'use client';

import { clsx } from 'clsx';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

/** The sheet that a dialog draws; exported so that it can be shown without opening. */
export const dialogSheet = 'w-full max-w-dialog rounded-xl bg-raised p-6 text-ink shadow-high';
export const dialogTitle = 'text-xl font-semibold';
export const dialogText = 'mt-2 text-ink-muted';

export interface DialogProps {
  /** What opens it. The focus returns there. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Asks. */
  title: ReactNode;
  /** Says what follows. */
  description: ReactNode;
  children?: ReactNode;
  /** The buttons: keep first, then the one that repeats the verb. */
  actions: ReactNode;
}

/** Asks before something that cannot be undone. */
export function Dialog({ trigger, open, onOpenChange, title, description, children, actions }: DialogProps) {
  return (
    <Primitive.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-30 grid animate-appear place-items-center overflow-y-auto bg-scrim p-4">
          <Primitive.Content className={clsx(dialogSheet, 'animate-appear outline-none')}>
            <Primitive.Title className={dialogTitle}>{title}</Primitive.Title>
            <Primitive.Description className={dialogText}>{description}</Primitive.Description>
            {children && <div className="mt-4">{children}</div>}
            <DialogActions>{actions}</DialogActions>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>;
}

/** Closes the dialog that it stands in. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Primitive.Close asChild>{children}</Primitive.Close>;
}
