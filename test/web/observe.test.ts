import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { observeRouter, type PartState } from '../../src/web/open/observe.ts';

const TOKEN = 'a-token-of-twenty-letters';

async function served(parts: Record<string, PartState>, token: string | null = null) {
  const router = observeRouter({
    observe: async () => ({ parts }),
    metrics: async () => ({ type: 'text/plain', text: 'vigie_ready 1\n' }),
    token,
  });
  const server = createServer(express().use(router)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${path}`, { headers });
    return { status: response.status, text: await response.text() };
  };
}

describe('what machines ask for', () => {
  it('is ready while nothing keeps calls out, whatever else needs a hand', async () => {
    const get = await served({ asterisk: 'ok', database: 'degraded' });
    expect(await get('/livez')).toEqual({ status: 200, text: 'ok\n' });
    const ready = await get('/readyz');
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.text)).toEqual({ ready: true, parts: { asterisk: 'ok', database: 'degraded' } });
  });

  it('is not ready when calls cannot come in, and lives all the same', async () => {
    const get = await served({ asterisk: 'down' });
    expect(await get('/readyz')).toMatchObject({ status: 503 });
    expect(await get('/livez')).toMatchObject({ status: 200 });
  });

  it('tells strangers yes or no, and neither reasons nor figures', async () => {
    const get = await served({ asterisk: 'down' }, TOKEN);
    expect(await get('/readyz')).toEqual({ status: 503, text: 'not ready\n' });
    expect(await get('/metrics')).toMatchObject({ status: 403 });
    expect(await get('/metrics', { authorization: 'Bearer wrong' })).toMatchObject({ status: 403 });
    const shown = await get('/metrics', { authorization: `Bearer ${TOKEN}` });
    expect(shown).toEqual({ status: 200, text: 'vigie_ready 1\n' });
  });

  it('without a token, whoever comes through a proxy of this machine is a stranger', async () => {
    const get = await served({ asterisk: 'ok' });
    expect(await get('/metrics')).toMatchObject({ status: 200 });
    expect(await get('/metrics', { 'x-forwarded-for': '192.0.2.1' })).toMatchObject({ status: 403 });
  });
});
