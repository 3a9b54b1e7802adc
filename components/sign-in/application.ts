/** The application that a person signs in to, as the gate shows it. Everything in it was typed by somebody we may not know. */
export interface Application {
  name: string;
  /** An address on our own origin, or `data:`. */
  logo?: string | undefined;
  /** Checked to be http or https; so are the two below. */
  clientUri?: string | undefined;
  policyUri?: string | undefined;
  tosUri?: string | undefined;
}

/** The person whose session this browser has. */
export interface Account {
  name?: string | undefined;
  username: string;
  email?: string | undefined;
}

/** What to call a person: the name they gave, else their user name. */
export function nameOf(account: Account): string {
  return account.name || account.username;
}
