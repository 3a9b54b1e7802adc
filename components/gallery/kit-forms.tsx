import { CircleUser, Copy, Monitor, Search, Settings } from 'lucide';
import { AnnotatedSection } from '../ui/annotated-section';
import { Button, ButtonLink } from '../ui/button';
import { Checkbox, Choice, Radio, RadioCard, Switch } from '../ui/checkbox';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Input, TextArea } from '../ui/input';
import { PasswordInput } from '../ui/password-input';
import { Select } from '../ui/select';

export function ButtonSamples() {
  return (
    <AnnotatedSection
      id="buttons"
      title="Buttons"
      hint="One primary per view. Danger is solid only inside the dialog that confirms it."
    >
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary">Save changes</Button>
        <Button>Cancel</Button>
        <Button variant="quiet">Skip</Button>
        <Button variant="danger">Delete Harbour</Button>
        <Button variant="danger-quiet">Revoke</Button>
        <ButtonLink href="#buttons">A link</ButtonLink>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" size="sm">
          Small
        </Button>
        <Button variant="primary">Default</Button>
        <Button variant="primary" size="lg">
          Large
        </Button>
        <Button shape="icon" aria-label="Settings" icon={<Icon as={Settings} />} />
        <Button variant="quiet" size="sm" shape="icon" aria-label="Copy" icon={<Icon as={Copy} />} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" disabled>
          Disabled
        </Button>
        <Button variant="primary" busyLabel="Saving" aria-busy="true">
          Save changes
        </Button>
        <Button busyLabel="Checking" aria-busy="true">
          Check again
        </Button>
        <Button variant="primary" busyLabel="Saving">
          Not busy
        </Button>
      </div>
    </AnnotatedSection>
  );
}

export function FieldSamples() {
  return (
    <AnnotatedSection id="fields" title="Fields" hint="Label above, hint or error below, never a placeholder as label.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="f1" label="Application name" hint="People see it when they sign in.">
          {(control) => <Input {...control} defaultValue="Harbour" />}
        </Field>
        <Field id="f2" label="Logo address" optional="(optional)" hint="Square, 128 px or more.">
          {(control) => <Input {...control} placeholder="https://" />}
        </Field>
        <Field id="f3" label="Redirect URI" error="Use https. Plain http works on localhost only.">
          {(control) => <Input {...control} mono defaultValue="http://app.harbour.example" />}
        </Field>
        <Field id="f4" label="Issuer" hint="Set when the server starts.">
          {(control) => <Input {...control} mono disabled defaultValue="https://id.marlow.example" />}
        </Field>
        <Field id="f5" label="ID token signature">
          {(control) => (
            <Select {...control}>
              <option>RS256</option>
              <option>ES256</option>
            </Select>
          )}
        </Field>
        <Field id="f6" label="Password">
          {(control) => <PasswordInput {...control} defaultValue="correct horse" showLabel="Show" hideLabel="Hide" />}
        </Field>
        <Field id="f7" label="Search">
          {(control) => (
            <Input {...control} type="search" icon={<Icon as={Search} />} placeholder="Person, trace or address" />
          )}
        </Field>
        <Field id="f8" label="Note">
          {(control) => <TextArea {...control} rows={2} defaultValue="Two lines are enough." />}
        </Field>
      </div>
      <ChoiceSamples />
    </AnnotatedSection>
  );
}

function ChoiceSamples() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="grid gap-2">
        <Choice control={(id) => <Checkbox id={id} defaultChecked />}>Require PKCE</Choice>
        <Choice control={(id) => <Checkbox id={id} />}>Allow refresh tokens</Choice>
        <Choice control={(id) => <Checkbox id={id} defaultChecked disabled />}>Exact redirect match</Choice>
      </div>
      <div className="grid gap-2">
        <Choice control={(id) => <Radio id={id} name="r" defaultChecked />}>Signed tokens</Choice>
        <Choice control={(id) => <Radio id={id} name="r" />}>Opaque tokens</Choice>
        <Choice control={(id) => <Radio id={id} name="r" disabled />}>Neither</Choice>
      </div>
      <Choice control={(id) => <Switch id={id} defaultChecked />} hint="Off is for your own applications only.">
        Ask for consent
      </Choice>
      <Choice control={(id) => <Switch id={id} />} hint="Leave off unless you need it.">
        Anyone may register
      </Choice>
      <RadioCard
        name="kind"
        defaultChecked
        icon={<Icon as={CircleUser} size="lg" />}
        title="Web application"
        hint="Runs on a server and can keep a secret."
        detail="authorization_code, refresh_token"
      />
      <RadioCard
        name="kind"
        icon={<Icon as={Monitor} size="lg" />}
        title="Single-page"
        hint="Runs in the browser."
        detail="authorization_code"
      />
    </div>
  );
}
