import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Users who each open a page, read it for a while, and open the next: in a thread of their own, apart from the server,
 * and with the cheapest client there is, so that users who never read keep the server busy and not themselves.
 */
const { pages, cookie, users, rounds, readMs } = workerData as {
  readonly pages: readonly string[];
  readonly cookie: string;
  readonly users: number;
  readonly rounds: number;
  readonly readMs: number;
};
const agent = new Agent({ keepAlive: true });
/** How long users waited for each page, in milliseconds. */
const waits: number[][] = pages.map(() => []);

async function use(user: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < pages.length; step++) {
      const page = (step + user * 3) % pages.length;
      const asked = performance.now();
      await open(pages[page] ?? '');
      waits[page]?.push(performance.now() - asked);
      if (readMs > 0) await new Promise((resolve) => setTimeout(resolve, readMs * (0.5 + Math.random())));
    }
  }
}

async function open(page: string): Promise<void> {
  const [response] = (await once(get(page, { headers: { cookie }, agent }), 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${page}: ${response.statusCode}`);
  response.resume();
  await once(response, 'end');
}

const began = performance.now();
await Promise.all(Array.from({ length: users }, (_, user) => use(user)));
agent.destroy();
parentPort?.postMessage({ waits, seconds: (performance.now() - began) / 1000 });
