/** Columns as prepared statements read them: from what the drivers give to the values of the ports. */
import type { Row } from './statements';

/** `words` is one text with spaces in between. SQLite has numbers for times and flags, and texts for JSON. */
type Kind = 'plain' | 'time' | 'flag' | 'json' | 'words';
/** A kind for every member of a row of Prisma's, so that a column which is missing here does not compile. */
export type Columns<PrismaRow> = Record<Exclude<keyof PrismaRow, 'realmId'>, Kind>;

export interface Selection {
  /** For the list of a SELECT, of the table with this alias. */
  list: string;
  /** The members of the alias in a row. */
  read(row: Row): Row;
}

/** The columns of a table that has `alias` in the statement. */
export function select(alias: string, columns: Record<string, Kind>): Selection {
  const members = Object.entries(columns).map(([name, kind]) => ({
    name,
    key: `${alias}.${name}`,
    read: readers[kind],
  }));
  return {
    list: members.map(({ name, key }) => `${alias}.${toColumn(name)} AS "${key}"`).join(', '),
    read(row) {
      const values: Row = {};
      for (const { name, key, read } of members) values[name] = read(row[key]);
      return values;
    },
  };
}

const readers: Record<Kind, (value: unknown) => unknown> = {
  plain: (value) => value,
  time: (value) => (typeof value === 'number' ? new Date(value) : value),
  flag: (value) => value === true || value === 1,
  json: readJson,
  words: (value) => (value === '' ? [] : String(value).split(' ')),
};

/** A JSON column, which holds no bare text in any of our tables. */
export function readJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** As the models map their members: `expiresAt` is `expires_at`. */
function toColumn(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
