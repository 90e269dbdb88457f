import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { exchange } from '../../src/asterisk/ari-http.ts';

/** Answers a moment after it was asked, in a thread that does not stop with this one. */
const SERVER = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:http').createServer((request, response) =>
    setTimeout(() => response.end('here'), 200));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;
/** As long as a silent socket is listened to, and a little more. */
const STOPPED_MS = 5_100;

it('an answer that came while the process was stopped counts, however late it is read', {
  timeout: 60_000,
}, async () => {
  const server = new Worker(SERVER, { eval: true });
  onTestFinished(async () => void (await server.terminate()));
  const [port] = await once(server, 'message');
  const url = `http://127.0.0.1:${port}/`;
  const answer = exchange({ url, method: 'GET', headers: {}, body: null, ca: null });
  // Sent, and not answered yet.
  await new Promise((resolve) => setTimeout(resolve, 50));
  // From here the timers have their turn before the sockets, as after SIGCONT.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STOPPED_MS);
  expect((await answer).body.toString()).toBe('here');
});
