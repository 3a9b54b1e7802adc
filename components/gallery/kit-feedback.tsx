import { Check, Clock, LayoutGrid, Plus, X } from 'lucide';
import { Alert } from '../ui/alert';
import { AnnotatedSection } from '../ui/annotated-section';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Dialog, DialogActions, DialogClose, dialogSheet, dialogText, dialogTitle } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Input } from '../ui/input';
import { SaveBar } from '../ui/save-bar';
import { SkeletonRows } from '../ui/skeleton';
import { ToastSheet } from '../ui/toast';

export function FeedbackSamples() {
  return (
    <AnnotatedSection id="feedback" title="Badges, alerts, toasts" hint="Colour, icon and words together.">
      <div className="flex flex-wrap items-center gap-2">
        <Badge>Draft</Badge>
        <Badge tone="accent">New</Badge>
        <Badge tone="success" icon={<Icon as={Check} size="xs" />}>
          Healthy
        </Badge>
        <Badge tone="warning" icon={<Icon as={Clock} size="xs" />}>
          9 days left
        </Badge>
        <Badge tone="danger" icon={<Icon as={X} size="xs" />}>
          14 failing
        </Badge>
      </div>
      <Alert tone="info">Members see this application. Only owners change it.</Alert>
      <Alert tone="success">Signed out. You can close this page.</Alert>
      <Alert tone="warning" title="One secret expires on 30 October" action={<Button size="sm">Add a secret</Button>}>
        Add a new one first; both work until you revoke the old.
      </Alert>
      <Alert tone="danger">E-mail, user name or password is wrong.</Alert>
      <Alert tone="plain" title="Did someone send you this code?">
        Close this page. Whoever made the code would be signed in as you.
      </Alert>
      <ToastSheet message="Client ID copied" closeLabel="Close" />
    </AnnotatedSection>
  );
}

export function EmptySamples() {
  return (
    <AnnotatedSection
      id="nothing"
      title="Nothing yet, not yet"
      hint="An empty place says what to do next. A skeleton has the shape of what comes."
    >
      <Card>
        <EmptyState
          icon={<Icon as={LayoutGrid} size="lg" />}
          title="No applications yet"
          action={
            <Button variant="primary" icon={<Icon as={Plus} />}>
              New application
            </Button>
          }
        >
          Register the first one and have a working sign-in in five minutes.
        </EmptyState>
      </Card>
      <Card>
        <SkeletonRows label="Loading" />
      </Card>
    </AnnotatedSection>
  );
}

export function DialogSamples() {
  return (
    <AnnotatedSection
      id="dialog"
      title="Dialog"
      hint="Title asks, body says what follows, the button repeats the verb."
    >
      <div className="grid place-items-center rounded-lg bg-scrim px-4 py-8">
        <section className={dialogSheet} aria-labelledby="dialog-title">
          <h3 id="dialog-title" className={dialogTitle}>
            Delete Harbour?
          </h3>
          <p className={dialogText}>
            318 people can no longer sign in to it. Its secrets stop working at once. This cannot be undone.
          </p>
          <div className="mt-4">
            <Field
              id="dn"
              label={
                <>
                  Type <code>harbour</code> to confirm
                </>
              }
            >
              {(control) => <Input {...control} mono autoComplete="off" />}
            </Field>
          </div>
          <DialogActions>
            <Button>Keep it</Button>
            <Button variant="danger" aria-disabled="true">
              Delete Harbour
            </Button>
          </DialogActions>
        </section>
      </div>
      <div>
        <Dialog
          trigger={<Button id="open-dialog">Open a dialog</Button>}
          title="End all others?"
          description="Everyone else who is signed in as you has to sign in again."
          actions={
            <>
              <DialogClose>
                <Button>Keep them</Button>
              </DialogClose>
              <Button variant="danger">End all others</Button>
            </>
          }
        />
      </div>
      <div className="overflow-hidden rounded-lg border border-line">
        <SaveBar
          actions={
            <>
              <Button variant="quiet">Discard</Button>
              <Button variant="primary">Save changes</Button>
            </>
          }
        >
          2 unsaved changes
        </SaveBar>
      </div>
    </AnnotatedSection>
  );
}
