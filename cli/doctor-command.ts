/** `doctor` */
import type { Command } from 'commander';
import type { Finding } from '@/portal/doctor';
import { examine } from '@/portal/doctor';
import { isLoopback } from '@/server/env-rules';
import type { JsonOption } from './json-option';
import { addJsonOutput, present } from './json-option';
import { messageOf, usageError } from './terminal';
import type { CommandContext } from './workbench';
import { withWorkbench } from './workbench';

/** Adds it; a failed check makes the command fail. */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  const command = program.command('doctor').description('look everything over and say what to change');
  addJsonOutput(command).action(async ({ json }: { json?: JsonOption }) => {
    const around = await context.surroundings();
    const isFit = around.every(({ outcome }) => outcome !== 'fail');
    const findings = [...around, ...(isFit ? await examineStorage(context) : [])];
    const failed = findings.filter(({ outcome }) => outcome === 'fail').length;
    present(context.terminal.say, json, { ok: failed === 0, findings }, () => describeFindings(findings));
    if (failed > 0) throw usageError(failed === 1 ? 'One check failed.' : `${failed} checks failed.`);
  });
}

/** Opening migrates; when that fails, the failure is the finding. */
async function examineStorage(context: CommandContext): Promise<Finding[]> {
  try {
    return await withWorkbench(context, async (bench) => {
      const migrations: Finding = { check: 'migrations', outcome: 'ok', says: 'Every migration is applied.' };
      return [migrations, examineIssuer(bench.issuer), ...(await examine(bench))];
    });
  } catch (error) {
    return [{ check: 'start', outcome: 'fail', says: messageOf(error) }];
  }
}

/** The realm's own, which the environment of this command need not name. */
function examineIssuer(issuer: string): Finding {
  const check = 'issuer';
  if (!isLoopback(new URL(issuer).hostname))
    return { check, outcome: 'ok', says: `${issuer}, as clients must spell it too.` };
  const says = `${issuer} can be reached from this machine only.`;
  return { check, outcome: 'warn', says, remedy: 'ISSUER=https://id.example.com' };
}

function describeFindings(findings: Finding[]): string {
  const width = Math.max(0, ...findings.map(({ check }) => check.length));
  const indent = ' '.repeat(width + 8);
  return findings
    .map(({ check, outcome, says, remedy }) => {
      const line = `${outcome.padEnd(4)}  ${check.padEnd(width)}  ${says}`;
      return remedy === undefined ? line : `${line}\n${indent}${remedy}`;
    })
    .join('\n');
}
