import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Clock } from './clock.ts';
import { SECOND } from './instant.ts';
import { fail, ok, type Result } from './result.ts';

/** A file beside the caller's, of which `url` is the `import.meta.url`; `name` has no ending. It posts one message. */
export interface ThreadWork {
  readonly url: string;
  readonly name: string;
  readonly data: unknown;
  readonly limits: { readonly seconds: number; readonly megabytes: number };
}

/**
 * How a thread failed. `ended`: without an answer, as when it takes too much memory. `busy`: too many wait for the same
 * kind of work already.
 */
export type ThreadFailure =
  | { readonly kind: 'too-long' | 'ended' | 'busy' }
  | { readonly kind: 'threw'; readonly error: unknown };

/** Too many wait for the same kind of work already, and whoever asks is to ask again: a page says so. */
export class ThreadsBusy extends Error {
  override readonly name = 'ThreadsBusy';
}

/** Of one kind of work: whoever asks for more than these takes neither the processors nor the memory from calls. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 8;

/** Work of one kind that runs, and what waits for a thread. */
interface Queue {
  running: number;
  readonly waiting: (() => void)[];
}

const queueOf = new Map<string, Queue>();

/**
 * Has a thread of its own compute something: calls go on meanwhile, and what would compute for ever, or take all the
 * memory, is given up. A few at once of each kind, the others one after the other. The thread sees nothing of our environment.
 */
export async function computeApart<Answer>(
  work: ThreadWork,
  clock: Clock,
): Promise<Result<Answer, ThreadFailure>> {
  const queue = queueOf.get(work.name) ?? { running: 0, waiting: [] };
  queueOf.set(work.name, queue);
  if (queue.running >= MOST_AT_ONCE) {
    if (queue.waiting.length >= MOST_WAITING) return fail({ kind: 'busy' });
    // Whoever ends hands its place on, so that nobody who comes meanwhile takes it.
    await new Promise<void>((resolve) => queue.waiting.push(resolve));
  } else queue.running += 1;
  try {
    return await runThread(work, clock);
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running -= 1;
  }
}

function runThread<Answer>(
  { url, name, data, limits }: ThreadWork,
  clock: Clock,
): Promise<Result<Answer, ThreadFailure>> {
  return new Promise((resolve) => {
    const worker = startThread(url, name, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      env: {},
    });
    const timer = clock.at(clock.now() + limits.seconds * SECOND, () => end(fail({ kind: 'too-long' })));
    function end(result: Result<Answer, ThreadFailure>): void {
      timer.cancel();
      worker.removeAllListeners();
      // What a thread says while it is being ended is of no interest.
      worker.on('error', () => undefined);
      void worker.terminate();
      resolve(result);
    }
    worker.on('message', (answer: Answer) => end(ok(answer)));
    worker.on('error', (error) => end(fail({ kind: 'threw', error })));
    worker.on('exit', () => end(fail({ kind: 'ended' })));
  });
}

function startThread(url: string, name: string, options: WorkerOptions): Worker {
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
