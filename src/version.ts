import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Of this Vigie, as its package says: in the repository, in the build, and where it is installed. */
export const VERSION: string = readVersion(import.meta.dirname);

function readVersion(folder: string): string {
  const file = path.join(folder, 'package.json');
  if (existsSync(file))
    return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
  const above = path.dirname(folder);
  return above === folder ? 'unknown' : readVersion(above);
}
