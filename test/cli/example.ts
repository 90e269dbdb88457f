import { readFileSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { vigieIn } from './vigie.ts';

export const EXAMPLE = readFileSync('examples/astreinte.yaml', 'utf8');

/** A directory whose vigie.db holds the example. */
export async function withExample() {
  const vigie = vigieIn();
  writeFileSync(vigie.path('plan.yaml'), EXAMPLE);
  const imported = await vigie.run('import', 'plan.yaml');
  expect(imported).toMatchObject({ code: 0, err: '' });
  return vigie;
}

export function openIn(vigie: { path(name: string): string }) {
  const db = openDatabase(vigie.path('vigie.db'), { mustExist: true });
  onTestFinished(() => db.destroy());
  return db;
}
