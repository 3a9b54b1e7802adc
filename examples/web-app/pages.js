// The pages, as plain HTML. Every value goes through `html`, which escapes it.

const title = 'Example web app';

export function welcomePage(issuer) {
  return layout(
    title,
    html`<p class="eyebrow">${title}</p>
      <h1>You are not signed in</h1>
      <p class="lead">This application keeps no passwords. It asks ${issuer.host} who you are.</p>
      <a class="button primary" id="sign-in" href="/sign-in">Sign in with Gatehouse</a>
      <p class="small">No account? <a id="create-account" href="/sign-in?prompt=create">Create one</a></p>`,
  );
}

export function homePage({ person, claims, scope, expiresAt, refreshToken, refreshes }, issuer) {
  const name = person.name ?? person.preferred_username ?? claims.sub;
  const refreshed = refreshes === 0 ? 'Never' : `${refreshes} ${refreshes === 1 ? 'time' : 'times'}`;
  return layout(
    `${name} · ${title}`,
    html`<div class="person">
        <span class="avatar" aria-hidden="true">${[...name][0].toUpperCase()}</span>
        <div>
          <h1 id="person-name">${name}</h1>
          <p class="muted">Signed in by ${issuer.host}</p>
        </div>
      </div>
      <section>
        <h2>What we were told about you</h2>
        ${facts(Object.entries(person).map(([claim, value]) => [claim, describe(value)]))}
      </section>
      <section>
        <h2>How we know</h2>
        ${facts([
          ['Signed in at', time(claims.auth_time)],
          ['ID token for', [claims.aud].flat().join(', ')],
          ['Strength (acr)', claims.acr ?? 'not said'],
          ['Means (amr)', claims.amr?.join(', ') ?? 'not said'],
          ['Allowed', scope ?? 'not said'],
          ['Access token until', expiresAt.toISOString().slice(0, 19).replace('T', ' ')],
          ['Refreshed', refreshed],
        ])}
      </section>
      <div class="actions">
        ${refreshToken === undefined ? '' : form('/refresh', 'refresh', 'Refresh tokens', 'button')}
        ${form('/sign-out', 'sign-out', 'Sign out', 'button primary')}
      </div>
      <p class="small">
        <a id="select-account" href="/sign-in?prompt=select_account">Use another account</a>
        <a id="ask-again" href="/sign-in?prompt=login">Ask for my password again</a>
      </p>`,
  );
}

export function signedOutPage() {
  return layout(
    `Signed out · ${title}`,
    html`<p class="eyebrow">${title}</p>
      <h1>You are signed out</h1>
      <p class="lead">Of this application, and of Gatehouse on this device.</p>
      <a class="button primary" id="sign-in" href="/sign-in">Sign in again</a>`,
  );
}

export function errorPage(what, why) {
  return layout(
    `${what} · ${title}`,
    html`<p class="eyebrow">${title}</p>
      <h1>${what}</h1>
      <p class="lead">${why}</p>
      <a class="button primary" href="/">Go to the start</a>`,
  );
}

function form(action, id, label, look) {
  return html`<form method="post" action="${action}"><button class="${look}" id="${id}">${label}</button></form>`;
}

function facts(entries) {
  const rows = entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl>${rows}</dl>`;
}

function describe(value) {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

function time(seconds) {
  return seconds === undefined ? 'not said' : new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function layout(heading, content) {
  const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${heading}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/style.css">
  </head>
  <body>
    <main>${content}</main>
  </body>
</html>`;
  return page.text;
}

/** Escapes what is put in, unless it was made by this very function. */
function html(strings, ...values) {
  const text = strings.reduce((before, part, at) => `${before}${toText(values[at - 1])}${part}`);
  return { text };
}

function toText(value) {
  if (Array.isArray(value)) return value.map(toText).join('');
  if (typeof value === 'object' && value !== null) return value.text;
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return String(value ?? '').replace(/[&<>"']/g, (sign) => entities[sign]);
}
