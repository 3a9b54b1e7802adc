/** A wire that remembers everything that came back over it. */
import type { Wire, WireResponse } from '../harness/wire';

export interface RecordedAnswer extends WireResponse {
  method: string;
  url: string;
}

export interface RecordedWire {
  wire: Wire;
  answers: RecordedAnswer[];
}

export function recordWire(wire: Wire): RecordedWire {
  const answers: RecordedAnswer[] = [];
  return {
    answers,
    wire: async (url, request) => {
      const answer = await wire(url, request);
      answers.push({ ...answer, method: request?.method ?? 'GET', url });
      return answer;
    },
  };
}

/** An answer as text: its head, without the headers that are named, and its body. */
export function textOf({ headers, text }: RecordedAnswer, without: string[] = []): string {
  const lines = [...headers].filter(([name]) => !without.includes(name)).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join('\n')}\n\n${text}`;
}
