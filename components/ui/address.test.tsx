import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Address } from './address';

const draw = (value: string) => renderToStaticMarkup(<Address value={value} />);

describe('an address that is shown', () => {
  it.each([
    'https://app.harbour.example/auth/callback/',
    '/',
    '/callback?x=1&y=2',
    '//evil.example',
    'com.example.app:/oauth',
    'x'.repeat(200),
    '',
  ])('keeps every character of %j', (value) => {
    expect(draw(value).replaceAll('<wbr/>', '').replaceAll('&amp;', '&')).toBe(value);
  });

  it('may break before a path, a query and a parameter, and not inside the scheme', () => {
    expect(draw('https://a.example/b?c=1&d=2')).toBe('https://a.example<wbr/>/b<wbr/>?c=1<wbr/>&amp;d=2');
  });

  it('is text, whatever it holds', () => {
    expect(draw('javascript:alert("<b>")')).toBe('javascript:alert(&quot;&lt;b&gt;&quot;)');
  });
});
