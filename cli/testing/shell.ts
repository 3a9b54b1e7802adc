/** Runs command lines over memory storage, for the tests of this room. */
import type { Finding } from '@/portal/doctor';
import { createHouse, goodPassword } from '@/portal/testing/house';
import { run } from '../program';

export { addMail, fullProfile, goodPassword, makeKeys } from '@/portal/testing/house';

export function createShell({
  surroundings = [] as Finding[],
  issuer,
}: {
  surroundings?: Finding[];
  issuer?: string;
} = {}) {
  const house = createHouse();
  let closed = 0;
  const shell = async (argv: string[], input = goodPassword) => {
    const said: string[] = [];
    const warned: string[] = [];
    const code = await run(argv, {
      terminal: { say: (text) => said.push(text), warn: (text) => warned.push(text), readSecret: async () => input },
      surroundings: async () => surroundings,
      async open() {
        const { actor: _, advance: __, ...workbench } = house;
        const close = async () => {
          closed += 1;
        };
        return { ...workbench, issuer: issuer ?? house.storage.issuer, close };
      },
    });
    const out = said.join('\n');
    return { code, out, warned, json: () => JSON.parse(out) };
  };
  return { house, shell, closed: () => closed };
}
