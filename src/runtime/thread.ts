import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a file beside the caller's (`url`, its `import.meta.url`) in a thread of its own; `name` has no ending. */
export function startThread(url: string, name: string, options: WorkerOptions): Worker {
  const extension = extname(url);
  const file = new URL(`./${name}${extension}`, url);
  // Compiled, a thread is plain JavaScript; from source, as in tests, it has to be shown how to load TypeScript.
  return extension === '.ts'
    ? new Worker(fromSource(file), { ...options, eval: true })
    : new Worker(file, options);
}

function fromSource(file: URL): string {
  const resolved = createRequire(import.meta.url).resolve('tsx/esm/api');
  const loader = pathToFileURL(resolved.replace(/\.cjs$/, '.mjs')).href;
  const [from, of] = [JSON.stringify(loader), JSON.stringify(file.href)];
  return `import(${from}).then(({ tsImport }) => tsImport(${of}, ${of}))`;
}
