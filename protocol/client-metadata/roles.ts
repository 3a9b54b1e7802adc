/** What roles and groups may be called. Pure. */
import { scopeToken, text } from './members';
import type { FieldProblem } from './problems';

interface Named {
  name: string;
  /** May be empty. */
  description: string;
}

/** A role has one word, as scopes do: tokens and rules of APIs name it. */
export function checkRole(role: Named): FieldProblem[] {
  return problemsOf(role, scopeToken(role.name));
}

/** A group is called as people call it. */
export function checkGroup(group: Named): FieldProblem[] {
  return problemsOf(group, text(200)(group.name));
}

function problemsOf({ description }: Named, code: ReturnType<typeof scopeToken>): FieldProblem[] {
  const described = description === '' ? undefined : text(500)(description);
  return [
    ...(code === undefined ? [] : [{ field: 'name', code }]),
    ...(described === undefined ? [] : [{ field: 'description', code: described }]),
  ];
}
