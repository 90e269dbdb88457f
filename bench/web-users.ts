import { parentPort, workerData } from 'node:worker_threads';

/** Users who each open a page, read it for a while, and open the next: in a thread of their own, apart from the server. */
const { pages, cookie, users, rounds, readMs } = workerData as {
  readonly pages: readonly string[];
  readonly cookie: string;
  readonly users: number;
  readonly rounds: number;
  readonly readMs: number;
};

async function use(user: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < pages.length; step++) {
      const page = pages[(step + user * 3) % pages.length] ?? '';
      const response = await fetch(page, { headers: { cookie } });
      if (response.status !== 200) throw new Error(`${page}: ${response.status}`);
      await response.arrayBuffer();
      await new Promise((resolve) => setTimeout(resolve, readMs * (0.5 + Math.random())));
    }
  }
}

await Promise.all(Array.from({ length: users }, (_, user) => use(user)));
parentPort?.postMessage('done');
