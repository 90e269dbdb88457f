import { once } from 'node:events';
import net from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { createKeptSockets } from '../../src/asterisk/kept-sockets.ts';
import { waitFor } from './wait-for.ts';

const ASK = { method: 'POST', path: '/ari/x', body: null };
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** A server that answers each request by `answer`, and how many connections it had. */
async function server(answer: (socket: net.Socket, request: string) => void) {
  const sockets = new Set<net.Socket>();
  let opened = 0;
  const listening = net.createServer((socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (data) => answer(socket, data.toString()));
  });
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  const { port } = listening.address() as net.AddressInfo;
  const send = createKeptSockets({
    url: `http://127.0.0.1:${port}`,
    headers: { authorization: 'Basic x' },
    ca: null,
  });
  return {
    send,
    opened: () => opened,
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.end();
    },
  };
}

it('says what it asks, and reads what is answered', async () => {
  const asked: string[] = [];
  const { send } = await server((socket, request) => {
    asked.push(request);
    socket.write(OK);
  });
  expect((await send({ ...ASK, body: '{"é":1}' })).body.toString()).toBe('ok');
  expect(asked.join('')).toMatch(
    /^POST \/ari\/x HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\nauthorization: Basic x\r\ncontent-type: application\/json\r\ncontent-length: 8\r\n\r\n\{"é":1\}$/,
  );
});

it('one request after the other goes over one connection, those at once over one each', async () => {
  const { send, opened } = await server((socket) => void socket.write(OK));
  for (let n = 0; n < 3; n += 1) await send(ASK);
  expect(opened()).toBe(1);
  await Promise.all([send(ASK), send(ASK), send(ASK)]);
  expect(opened()).toBe(3);
});

it('a connection that the server closed meanwhile is not used again', async () => {
  const { send, opened, open, close } = await server((socket) => void socket.write(OK));
  await send(ASK);
  close();
  await waitFor('the end of it', () => open() === 0);
  await new Promise((resolve) => setImmediate(resolve));
  expect((await send(ASK)).status).toBe(200);
  expect(opened()).toBe(2);
});

it.each([
  ['a reset', (socket: net.Socket) => void socket.resetAndDestroy()],
  ['an end without an answer', (socket: net.Socket) => void socket.end()],
  ['an answer that is cut off', (socket: net.Socket) => void socket.end(OK.slice(0, -1))],
  ['what is no HTTP', (socket: net.Socket) => void socket.write('220 smtp ready\r\n\r\n')],
])('%s is no answer', async (_what, answer) => {
  const { send } = await server(answer);
  await expect(send(ASK)).rejects.toMatchObject({ name: 'AriUnreachable' });
});

it('a refusal has its status and what was said', async () => {
  const said = '{"message":"Channel not found"}';
  const { send } = await server(
    (socket) => void socket.write(`HTTP/1.1 404 Not Found\r\nContent-Length: ${said.length}\r\n\r\n${said}`),
  );
  await expect(send(ASK)).rejects.toMatchObject({
    name: 'AriRefused',
    status: 404,
    message: 'Channel not found',
  });
});

it('nobody there is known at once', async () => {
  const send = createKeptSockets({ url: 'http://127.0.0.1:1', headers: {}, ca: null });
  await expect(send(ASK)).rejects.toMatchObject({
    name: 'AriUnreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

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
  const other = new Worker(SERVER, { eval: true });
  onTestFinished(async () => void (await other.terminate()));
  const [port] = await once(other, 'message');
  const answer = createKeptSockets({ url: `http://127.0.0.1:${port}`, headers: {}, ca: null })(ASK);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STOPPED_MS);
  expect((await answer).body.toString()).toBe('here');
});
