import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startOnLeash } from '../../trial/asterisk/leash.ts';
import { isAlive } from '../../trial/asterisk/own-directory.ts';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import { waitUntil } from '../../trial/wait-until.ts';

const strays: number[] = [];
afterEach(() => {
  for (const pid of strays.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

/** A shell that says its own number, then becomes a long sleep. */
const SLEEPER = ['sh', '-c', 'echo $$; exec sleep 600'];

async function pidIn(output: () => string): Promise<number> {
  const pid = Number(await waitUntil('the program says its number', () => /^(\d+)\n/.exec(output())?.[1]));
  strays.push(pid);
  return pid;
}

describe('a program on the leash', () => {
  it('gives its own exit status and output', async () => {
    const program = startOnLeash([], ['sh', '-c', 'echo well; exit 7']);
    expect(await program.exited).toBe(7);
    expect(program.output()).toBe('well\n');
  });

  it('is gone after stop', async () => {
    const program = startOnLeash([], SLEEPER);
    const pid = await pidIn(program.output);
    await program.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('is killed when it does not listen', async () => {
    const program = startOnLeash([], ['sh', '-c', 'trap "" TERM; echo $$; while :; do sleep 1; done']);
    const pid = await pidIn(program.output);
    await program.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('dies with its parent, even when the parent is killed without warning', async () => {
    const leash = path.join(REPOSITORY, 'trial/asterisk/leash.ts');
    const script = `import { startOnLeash } from ${JSON.stringify(leash)};
      const program = startOnLeash([], ${JSON.stringify(SLEEPER)});
      setInterval(() => { if (program.output()) console.log(program.output()); }, 20);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: REPOSITORY,
    });
    let said = '';
    parent.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    const pid = await pidIn(() => said);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await waitUntil('the program is gone', () => !isAlive(pid));
  });
});
