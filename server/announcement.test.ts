import { describe, expect, it } from 'vitest';
import { announcement } from './announcement';
import { readEnvironment } from './env';

const announce = (variables: Record<string, string>, setupUrl?: string) => {
  const result = readEnvironment(variables);
  if (!result.ok) throw new Error(result.line);
  return announcement(result.environment, setupUrl);
};

describe('the announcement', () => {
  it('names the product, the address and the database', () => {
    expect(announce({ PORT: '4100' })).toMatch(
      /^Gatehouse \d+\.\d+\.\d+\n {2}Address {3}http:\/\/localhost:4100\n {2}Database {2}SQLite, data\/gatehouse\.db\n$/,
    );
  });

  it('never shows the password of a database, nor the master secret', () => {
    const text = announce({
      DATABASE_URL: 'postgresql://ada:pass-word@db.example.com:5432/x',
      GATEHOUSE_SECRET: 's'.repeat(32),
    });
    expect(text).toContain('PostgreSQL, db.example.com:5432');
    expect(text).not.toMatch(/pass-word|ada|ssss/);
  });

  it('ends with the link that makes the first administrator, while there is none', () => {
    const link = 'http://localhost:3000/setup?token=abc';
    expect(announce({}, link).trimEnd().endsWith(link)).toBe(true);
    expect(announce({})).not.toContain('administrator');
  });
});
