import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { Asked, Told } from './stall-sweep.ts';

/** The thread from which the sweep asks: what it costs to ask must not hold the loop that is measured. */
const { port } = workerData as { readonly port: number };
const agent = new Agent({ keepAlive: true });

parentPort?.on('message', ({ method, path, headers, body, keep }: Asked) => {
  const tell = (told: Told) => parentPort?.postMessage(told);
  const sent = request({ host: '127.0.0.1', port, method, path, agent, timeout: 30_000 }, (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => keep && parts.push(part));
    response.on('end', () =>
      tell({
        status: response.statusCode ?? 0,
        to: response.headers.location ?? null,
        body: Buffer.concat(parts).toString(),
      }),
    );
    response.on('error', () => tell({ status: 0, to: null, body: '' }));
  });
  sent.on('error', () => tell({ status: 0, to: null, body: '' }));
  sent.on('timeout', () => sent.destroy(new Error('no answer')));
  for (const [name, value] of Object.entries(headers)) sent.setHeader(name, value);
  sent.end(body ?? undefined);
});
