import { describe, expect, it } from 'vitest';
import { capture, mustRun } from './steps.mjs';

const node = (program: string) => [process.execPath, ['--eval', program]] as const;
describe('a command that a script runs', () => {
  it('gives back its code and both streams', async () => {
    const [command, parameters] = node("console.log('out'); console.error('err'); process.exitCode = 3");
    const { code, output } = await capture(command, parameters);
    expect(code).toBe(3);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('that is missing has a code of its own', async () => {
    expect((await capture('gatehouse-no-such-command', [])).code).toBe(127);
  });

  it('that must succeed fails with all that it said', async () => {
    const [command, parameters] = node("console.log('the reason'); process.exitCode = 1");
    await expect(mustRun(command, parameters)).rejects.toMatchObject({
      kind: 'command-failed',
      message: expect.stringContaining('the reason'),
    });
  });

  it('is ended with all that it started when its time is up', async () => {
    // The grandchild holds the output open, so the answer comes only when it is gone too.
    const [command, parameters] = node(`
      const { spawn } = require('node:child_process');
      spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      setInterval(() => {}, 1000);`);
    const { code, output } = await capture(command, parameters, { timeoutSeconds: 1 });
    expect(code).not.toBe(0);
    expect(output).toContain('Stopped after 1 seconds.');
  });
});
