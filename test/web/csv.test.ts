import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendCsv } from '../../src/web/csv.ts';

/** One cell, as a spreadsheet gets it. */
async function cell(value: string, language: 'en' | 'fr' = 'en'): Promise<string> {
  async function* parts() {
    yield [[value]];
  }
  const app = express();
  app.get('/', (_request, response) => sendCsv(response, { name: 'x', language, header: ['h'], parts }));
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return (await answer.text()).replace(/^\ufeff?h\r\n/, '').replace(/\r\n$/, '');
}

describe('a cell of a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+1+cmd', "'+1+cmd"],
    ['-1+cmd', "'-1+cmd"],
    ['\t=1+1', "'\t=1+1"],
    ['\r=1+1', '"\'\r=1+1"'],
  ])('that would begin a formula, %j, is a text', async (value, written) => {
    expect(await cell(value)).toBe(written);
  });

  it.each(['+33612345678', '12', 'Mia Roux', 'a=b', ''])(
    'that begins none, %j, stays as it is',
    async (value) => {
      expect(await cell(value)).toBe(value);
    },
  );

  it('with a separator, quotes or lines is quoted', async () => {
    expect(await cell('a,b')).toBe('"a,b"');
    expect(await cell('a;b', 'fr')).toBe('"a;b"');
    expect(await cell('say "x" twice')).toBe('"say ""x"" twice"');
    expect(await cell('a\nb')).toBe('"a\nb"');
  });
});
