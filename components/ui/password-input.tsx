import { clsx } from 'clsx';
import { Eye, EyeOff } from 'lucide';
import { Icon } from './icon';
import type { InputProps } from './input';
import { Input } from './input';
import { RevealButton } from './reveal-button';

export interface PasswordInputProps extends Omit<InputProps, 'type' | 'icon'> {
  /** The label of the button that shows the password. */
  showLabel: string;
  /** The label of the button that hides it again. */
  hideLabel: string;
}

/** A password that one may look at while typing. Without script the button is not there. */
export function PasswordInput({ showLabel, hideLabel, className, ...rest }: PasswordInputProps) {
  return (
    <span className="relative block">
      <Input autoCapitalize="none" spellCheck={false} {...rest} type="password" className={clsx('pe-11', className)} />
      <RevealButton
        showLabel={showLabel}
        hideLabel={hideLabel}
        showIcon={<Icon as={Eye} />}
        hideIcon={<Icon as={EyeOff} />}
      />
    </span>
  );
}
