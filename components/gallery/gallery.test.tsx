import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { GalleryPage, galleryNames } from './gallery';

const draw = (name: string) => renderToStaticMarkup(<GalleryPage name={name} />);
const gatePages = galleryNames.filter((name) => name !== 'kit' && name !== 'crash');

describe('the gate pages in their first response', () => {
  // The gallery throws when a word is missing, so each of these also proves that the words are there.
  it.each(gatePages)('%s has its words, one main part and one title, and needs no script', (name) => {
    const html = draw(name);
    expect(html.match(/<main/g)).toHaveLength(1);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|javascript:|style="|undefined|\[object/);
  });

  it.each(gatePages)('%s posts plain forms to our own addresses, and nothing starts disabled', (name) => {
    const html = draw(name);
    for (const [form] of html.matchAll(/<form[^>]*>/g)) {
      expect(form).toContain('method="post"');
      expect(form).toMatch(/action="\/interaction\/[a-z-]+(\/[a-z-]+)?"/);
      expect(form).not.toContain('enctype');
    }
    expect(html).not.toMatch(/ disabled=""| aria-disabled="/);
  });

  it.each([
    ['sign-in', ['username', 'password', 'sign-in-submit']],
    ['consent', ['consent-allow', 'consent-deny']],
    ['sign-out', ['sign-out-confirm']],
    ['register', ['name', 'username', 'email', 'password', 'register-submit']],
    ['setup', ['name', 'username', 'email', 'password', 'setup-submit']],
    ['register-address', ['email', 'register-submit']],
    ['finish-registration', ['name', 'username', 'password', 'finish-submit']],
    ['forgot-password', ['email', 'forgot-submit']],
    ['reset-password', ['password', 'reset-submit']],
    ['email-address', ['email', 'password', 'email-submit']],
    ['confirm-email', ['confirm-submit']],
  ])('%s keeps its ids', (name, ids) => {
    for (const id of ids) expect(draw(name)).toContain(` id="${id}"`);
  });

  it.each([
    ['error-redirect', 'cannot continue'],
    ['error-unexpected', 'cannot continue'],
    ['signed-out', 'signed out'],
    ['signed-out-plain', 'signed out'],
  ])('%s says "%s"', (name, sentence) => {
    expect(draw(name)).toContain(sentence);
  });

  it('takes a user name that is no e-mail address', () => {
    expect(/<input[^>]*id="username"[^>]*>/.exec(draw('sign-in'))?.[0]).toContain('type="text"');
  });

  it('never prefills a password', () => {
    for (const name of ['sign-in-wrong', 'register-problems', 'setup']) {
      expect(/<input[^>]*id="password"[^>]*>/.exec(draw(name))?.[0]).not.toMatch(/value=/);
    }
  });

  it('ties every error to its field', () => {
    const html = draw('register-problems');
    for (const id of ['username', 'email', 'password']) {
      const field = new RegExp(`<input[^>]*id="${id}"[^>]*>`).exec(html)?.[0] ?? '';
      expect(field).toContain('aria-invalid="true"');
      expect(field).toContain(`aria-describedby="${id}-error"`);
      expect(html).toMatch(new RegExp(`<p id="${id}-error" class`));
    }
  });

  it('shows an address it was sent as text only, in one piece to those who copy it', () => {
    const html = draw('error-redirect');
    expect(html).not.toMatch(/href="https:\/\/app\.harbour\.example/);
    expect(html.replaceAll('<wbr/>', '')).toContain('https://app.harbour.example/auth/callback/');
  });
});

describe('the kit', () => {
  it('draws every part', () => {
    expect(draw('kit').length).toBeGreaterThan(20_000);
  });
});
