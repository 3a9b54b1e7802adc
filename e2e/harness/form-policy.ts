/** The `form-action` of a Content-Security-Policy, as Chromium applies it: to the form and to each redirect after it. */

/** Throws when the policy of the page at `pageUrl` forbids that its form leads to `target`. */
export function checkFormPolicy(policy: string | null, pageUrl: string, target: string): void {
  for (const one of (policy ?? '').split(',')) {
    const sources = findSources(one);
    if (sources === undefined) continue;
    if (!sources.some((source) => allows(source, pageUrl, new URL(target)))) {
      throw new Error(`The policy "form-action ${sources.join(' ')}" of ${pageUrl} forbids ${target}`);
    }
  }
}

function findSources(policy: string): string[] | undefined {
  for (const directive of policy.split(';')) {
    const [name, ...sources] = directive.trim().split(/\s+/);
    if (name?.toLowerCase() === 'form-action') return sources;
  }
  return undefined;
}

function allows(source: string, pageUrl: string, target: URL): boolean {
  if (source === "'self'") return target.origin === new URL(pageUrl).origin;
  if (source === '*') return /^https?:$/.test(target.protocol);
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return target.protocol === source.toLowerCase();
  return URL.canParse(source) && target.origin === new URL(source).origin;
}
