import { Button } from '@/components/ui/button';
import { AddressField } from './address-field';
import { EnhancedForm } from './enhanced-form';
import type { FormFailure } from './form-failure';
import { FormFailureAlert } from './form-failure';
import { HiddenFields } from './hidden-fields';
import { useEmailChecks } from './person-words';

/** What was typed into a form that asks for mail, and what the server found wrong with it. */
export interface AskForMailState {
  request: string;
  typed?: { email: string } | undefined;
  problems?: { email?: string | undefined } | undefined;
  failure?: FormFailure | undefined;
}

interface AskForMailFormProps extends AskForMailState {
  action: string;
  submitId: string;
  submitLabel: string;
  submittingLabel: string;
}

/** One address and a button. Posts `email` and `request`. */
export function AskForMailForm(props: AskForMailFormProps) {
  const { action, request, typed, problems, failure, submitId, submitLabel, submittingLabel } = props;
  return (
    <div className="grid grid-cols-1 gap-4">
      {failure && <FormFailureAlert failure={failure} />}
      <EnhancedForm action={action} checks={{ email: useEmailChecks() }} className="grid grid-cols-1 gap-4">
        <HiddenFields values={{ request }} />
        <AddressField typed={typed?.email} problem={problems?.email} />
        <Button id={submitId} type="submit" variant="primary" size="lg" shape="block" busyLabel={submittingLabel}>
          {submitLabel}
        </Button>
      </EnhancedForm>
    </div>
  );
}
