import dgram from 'node:dgram';
import { expect, it } from 'vitest';
import { openHandset } from '../../trial/phones/handset.ts';

const KEY_PAYLOAD = 101;

it('keys come one after the other also when the machine was busy: none at the same time as another', async () => {
  const asterisk = dgram.createSocket('udp4');
  const ends: { code: number; timestamp: number; at: number }[] = [];
  asterisk.on('message', (datagram) => {
    const isKey = ((datagram[1] ?? 0) & 0x7f) === KEY_PAYLOAD;
    if (!isKey || ((datagram[13] ?? 0) & 0x80) === 0) return;
    const end = { code: datagram[12] ?? -1, timestamp: datagram.readUInt32BE(4), at: performance.now() };
    if (ends.at(-1)?.timestamp !== end.timestamp) ends.push(end);
  });
  await new Promise<void>((resolve) => asterisk.bind(0, '127.0.0.1', resolve));
  const handset = await openHandset();
  const line = handset.line({ port: asterisk.address().port, keyPayload: KEY_PAYLOAD });
  const pressed = line.press('1357');
  const busyUntil = performance.now() + 700;
  while (performance.now() < busyUntil);
  await pressed;
  await expect.poll(() => ends.length).toBe(4);
  handset.close();
  asterisk.close();
  expect(ends.map(({ code }) => code)).toEqual([1, 3, 5, 7]);
  expect(Math.min(...ends.map(({ timestamp }) => timestamp))).toBeGreaterThan(0);
  // Asterisk wants 45 ms between two keys.
  for (const [n, { at }] of ends.entries())
    if (n > 0) expect(at - (ends[n - 1]?.at ?? 0)).toBeGreaterThan(45);
});
