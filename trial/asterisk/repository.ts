import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this checkout lies. */
export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What is built once and kept, out of version control. */
export const CACHE = path.join(REPOSITORY, '.cache');
