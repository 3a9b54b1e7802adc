/** The API for people to read: one page of ours, made from the same document that programs read. No script, nothing from elsewhere. */
import { createHash } from 'node:crypto';
import { escapeHtml } from '../escape-html';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
}

interface Described {
  operationId: string;
  tags: [string];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

interface Description {
  info: { title: string; description: string };
  paths: Record<string, Record<string, Described>>;
  components?: { schemas?: Record<string, Schema> };
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { line-height: 1.2; } h2 { margin-top: 3rem; border-bottom: 1px solid #8886; }
nav ul { columns: 14rem; padding-left: 1.2rem; }
article { border-top: 1px solid #8884; padding: .25rem 0 1rem; }
h3 { margin: 1rem 0 .25rem; font-size: 1.05rem; }
code, .method { font-family: ui-monospace, monospace; font-size: .9em; }
.method { font-weight: 700; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; }
@media (max-width: 40rem) { thead { display: none; } tr, td { display: block; } tr { padding: .5rem 0; } td { padding: 0; } }
.scroll { overflow-x: auto; } a { color: LinkText; } :focus-visible { outline: 3px solid; outline-offset: 2px; }
`;

/** The whole page, and the policy under which it is shown. */
export function referencePage(description: object): { html: string; contentSecurityPolicy: string } {
  const { info, paths, components = {} } = description as Description;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags[0]))];
  const sections = tags.map((tag) => {
    const ofTag = operations.filter(({ operation }) => operation.tags[0] === tag);
    const articles = ofTag.map((each) => article(each.method, each.path, each.operation, components.schemas ?? {}));
    return `<section aria-labelledby="${idOf(tag)}"><h2 id="${idOf(tag)}">${escapeHtml(tag)}</h2>${articles.join('')}</section>`;
  });
  const contents = tags.map((tag) => `<li><a href="#${idOf(tag)}">${escapeHtml(tag)}</a></li>`).join('');
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(info.title)}</title><style>${style}</style></head><body><main><h1>${escapeHtml(info.title)}</h1><p>${prose(info.description)}</p><p><a href="openapi.json">The OpenAPI document</a></p><nav aria-label="Contents"><ul>${contents}</ul></nav>${sections.join('')}</main></body></html>`;
  const hash = createHash('sha256').update(style).digest('base64');
  const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, contentSecurityPolicy };
}

function article(method: string, path: string, operation: Described, schemas: Record<string, Schema>): string {
  const { operationId, summary, description = '', security, parameters = [], requestBody } = operation;
  const scopes = security.flatMap(({ oauth2 = [] }) => oauth2);
  const access =
    scopes.length === 0
      ? 'For people who are signed in in a browser; no access token is good for it.'
      : `Scope of an access token: ${scopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(', ')}`;
  const given = parameters.map(({ name, in: place, required = false, description: words = '', schema }) =>
    row(name, `${place}, ${kindOf(schema)}`, required, words || wordsOf(schema)),
  );
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  const members = body === undefined ? [] : rowsOf(body, schemas);
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status !== 'default')
    .map(([status, { content = {} }]) => {
      const types = Object.entries(content).map(([type, { schema }]) => `${escapeHtml(type)} (${kindOf(schema)})`);
      return `<code>${status}</code> ${types.join(', ')}`;
    });
  return `<article id="${operationId}"><h3><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code></h3><p>${escapeHtml(summary)}. ${prose(description)}</p><p>${access}</p>${table('Parameters', given)}${table('Body', members)}<p>Answer: ${answers.join('; ')}</p></article>`;
}

function rowsOf(schema: Schema, schemas: Record<string, Schema>): string[] {
  const { properties = {}, required = [] } = schema.$ref === undefined ? schema : (schemas[nameOf(schema.$ref)] ?? {});
  return Object.entries(properties).map(([name, member]) =>
    row(name, kindOf(member), required.includes(name), wordsOf(member)),
  );
}

function table(caption: string, rows: string[]): string {
  if (rows.length === 0) return '';
  const head =
    '<thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">What it is</th></tr></thead>';
  return `<h4>${caption}</h4><div class="scroll" tabindex="0"><table>${head}<tbody>${rows.join('')}</tbody></table></div>`;
}

function row(name: string, kind: string, required: boolean, words: string): string {
  return `<tr><td><code>${escapeHtml(name)}</code></td><td>${kind}${required ? ', required' : ''}</td><td>${prose(words)}</td></tr>`;
}

/** What may be null has its words beside the null. */
function wordsOf({ description, anyOf = [] }: Schema): string {
  return description ?? anyOf.map(wordsOf).find((words) => words !== '') ?? '';
}

function kindOf({ $ref, type, enum: values, anyOf, items }: Schema): string {
  if ($ref !== undefined) return escapeHtml(nameOf($ref));
  if (values !== undefined) return values.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(' or ');
  if (anyOf !== undefined) return anyOf.map(kindOf).join(' or ');
  if (items !== undefined) return `list of ${kindOf(items)}`;
  return escapeHtml([type ?? 'anything'].flat().join(' or '));
}

function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? '';
}

function idOf(tag: string): string {
  return `tag-${tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}

/** Text with words between backticks as code. */
function prose(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
