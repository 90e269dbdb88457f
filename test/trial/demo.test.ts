import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const REPOSITORY = path.join(import.meta.dirname, '../..');

describe('npm run demo -- --once', () => {
  it('places a call that escalates, tells what happens, and exits 0 when the right person took it', {
    timeout: 180_000,
  }, async () => {
    const demo = spawn('npm', ['run', '-s', 'demo', '--', '--once'], {
      cwd: REPOSITORY,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    demo.stdout.on('data', (data: Buffer) => {
      said += data.toString();
    });
    demo.stderr.on('data', (data: Buffer) => {
      said += data.toString();
    });
    const [code] = await once(demo, 'close');
    expect(code, said).toBe(0);
    const steps = [
      'Alice does not answer on 201',
      'Bob is busy on 202',
      'Chloé takes the call by pressing 1',
      'Asterisk joins',
      'the call ends: a person took it',
      'Chloé took the call, as planned.',
    ];
    const places = steps.map((step) => said.indexOf(step));
    expect(
      places.every((place) => place > 0),
      said,
    ).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
