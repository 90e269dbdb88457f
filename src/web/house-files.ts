import { existsSync } from 'node:fs';
import path from 'node:path';

/** A folder of the project beside `src`, wherever this runs from: its source, or what was built of it. */
export function houseFolder(name: string): string {
  let directory = import.meta.dirname;
  while (!existsSync(path.join(directory, 'package.json'))) {
    const parent = path.dirname(directory);
    if (parent === directory) throw new Error(`no package.json above ${import.meta.dirname}`);
    directory = parent;
  }
  return path.join(directory, name);
}
