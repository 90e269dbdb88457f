import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The files of a folder, or the one file, whose name ends so. */
export function filesIn(place: string, ending: string): readonly string[] {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(place, name))
    .toSorted();
}

const imported = new Map<string, readonly string[]>();

/** What a file imports of ours, by itself. */
function importsOf(file: string): readonly string[] {
  const known = imported.get(file);
  if (known !== undefined) return known;
  const found = [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g)]
    .map(([, name = '']) => path.join(path.dirname(file), name))
    .filter((name) => existsSync(name));
  imported.set(file, found);
  return found;
}

/** Whether a test can notice a change of a file: it imports it, or something that does. */
export function reaches(test: string, file: string): boolean {
  const seen = new Set([test]);
  const waiting = [test];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === file) return true;
    for (const one of importsOf(next))
      if (!seen.has(one)) {
        seen.add(one);
        waiting.push(one);
      }
  }
  return false;
}
