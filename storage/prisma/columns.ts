/** Between the values of the ports and what a column holds. */
import { DbNull } from '@prisma/client/runtime/client';
import type { Prisma } from './generated/sqlite/client';

/** A list of words without spaces, as one text. */
export function joinWords(words: string[]): string {
  return words.join(' ');
}

/** The words of such a text. */
export function splitWords(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}

/** A value that came through a port's type, as a JSON column. */
export function toJson(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

/** The same where null is no document but the absence of one. */
export function toNullableJson(value: object | null): Prisma.InputJsonValue | typeof DbNull {
  return value === null ? DbNull : toJson(value);
}

/** A JSON column in the type in which only `toJson` has ever written it. */
export function fromJson<T>(value: Prisma.JsonValue): T {
  return value as T;
}
