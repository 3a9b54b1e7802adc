import { createFormControl } from 'react-hook-form';
import type { FieldChecks } from './field-checks';
import { findProblem } from './field-checks';

export interface AttachedChecks {
  /** Checks everything at once. When something is wrong: says it at each field, moves the focus to the first, returns false. */
  pass(): boolean;
}

/**
 * Lets react-hook-form watch the fields of a form that the server rendered. A field is checked when one leaves it, then as
 * one types; an empty one is only missed on submit, so that tabbing through is not scolded.
 */
export function attachChecks(form: HTMLFormElement, checks: FieldChecks): AttachedChecks {
  const control = createFormControl<Record<string, string>>({ mode: 'onTouched', shouldFocusError: false });
  const fields = new Map(
    Object.keys(checks).flatMap((name) => {
      const field = form.elements.namedItem(name);
      return field instanceof HTMLInputElement ? [[name, { field, served: servedError(field) }] as const] : [];
    }),
  );
  const valueIn = (name: string) => fields.get(name)?.field.value ?? '';
  const problemOf = (name: string) => findProblem(checks[name] ?? [], valueIn(name), valueIn);
  let submitted = false;

  // Our words replace the browser's bubbles.
  form.noValidate = true;
  for (const [name, { field, served }] of fields) {
    const watched = control.register(name, {
      validate: () => (submitted || field.value !== '' ? (problemOf(name) ?? true) : true),
    });
    watched.ref(field);
    field.addEventListener('input', (event) => {
      void watched.onChange(event);
      // react-hook-form does not know of the server's words, so it would not take them away.
      if (control.getFieldState(name).error === undefined) showProblem(field, served(field));
    });
    field.addEventListener('blur', (event) => void watched.onBlur(event));
  }
  control.subscribe({
    formState: { errors: true },
    callback: ({ errors = {} }) => {
      for (const [name, { field, served }] of fields) showProblem(field, errors[name]?.message || served(field));
    },
  });

  return {
    pass: () => {
      submitted = true;
      const wrong = [...fields].filter(([name]) => problemOf(name) !== undefined);
      for (const [name, { field }] of wrong) showProblem(field, problemOf(name));
      void control.trigger();
      wrong[0]?.[1].field.focus();
      return wrong.length === 0;
    },
  };
}

/** What the server said about a field holds until its value changes. */
function servedError(field: HTMLInputElement): (field: HTMLInputElement) => string | undefined {
  const value = field.value;
  const message = field.getAttribute('aria-invalid') === 'true' ? errorOf(field)?.textContent : undefined;
  return (current) => (current.value === value ? (message ?? undefined) : undefined);
}

function errorOf(field: HTMLInputElement): HTMLElement | null {
  return document.getElementById(`${field.id}-error`);
}

/** Writes into the error that `Field` rendered empty, and takes the hint's place. */
function showProblem(field: HTMLInputElement, message: string | undefined): void {
  const error = errorOf(field);
  const words = error?.querySelector('span');
  if (!error || !words) return;
  const hint = document.getElementById(`${field.id}-hint`);
  const wrong = message !== undefined && message !== '';
  words.textContent = message ?? '';
  error.hidden = !wrong;
  if (hint !== null) hint.hidden = wrong;
  if (wrong) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
  const description = wrong ? error.id : hint?.id;
  if (description === undefined) field.removeAttribute('aria-describedby');
  else field.setAttribute('aria-describedby', description);
}
