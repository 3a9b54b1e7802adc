'use client';

import { CircleCheck, X } from 'lucide';
import { Toaster as Primitive, toast } from 'sonner';
import { Button } from './button';
import { Icon } from './icon';

export interface ToastSheetProps {
  message: string;
  closeLabel: string;
  onClose?: () => void;
}

export function ToastSheet({ message, closeLabel, onClose }: ToastSheetProps) {
  return (
    <div className="flex w-full items-center gap-3 rounded-lg bg-raised py-3 ps-4 pe-3 text-base text-ink shadow-high sm:w-96">
      <Icon as={CircleCheck} className="text-success" />
      <span className="min-w-0 flex-1">{message}</span>
      <Button variant="quiet" size="sm" shape="icon" aria-label={closeLabel} {...(onClose ? { onClick: onClose } : {})}>
        <Icon as={X} />
      </Button>
    </div>
  );
}

/** Says for 4 s that something is done and needs no answer. A failure is an `Alert` where it happened, never this. */
export function sayDone(message: string, closeLabel: string): void {
  toast.custom((id) => <ToastSheet message={message} closeLabel={closeLabel} onClose={() => toast.dismiss(id)} />);
}

/** Where toasts appear: once per shell. */
export function Toaster({ label }: { label: string }) {
  return (
    <Primitive
      containerAriaLabel={label}
      position="bottom-right"
      duration={4000}
      gap={8}
      toastOptions={{ unstyled: true }}
      mobileOffset={16}
    />
  );
}
