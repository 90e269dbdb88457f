import type { Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import { createToken } from '../../src/accounts/tokens.ts';
import { isOurPage, refuseForeignForms } from '../../src/web/origin.ts';
import { Refusal } from '../../src/web/request-context.ts';
import { csrfToken } from '../../src/web/session.ts';
import type { ReadDependencies } from '../../src/web/web-dependencies.ts';

const PUBLIC_URL = 'https://vigie.example.org';
const COOKIE = `__Host-vigie=${createToken()}`;
type Headers = Readonly<Record<string, string>>;

const dependencies = (publicUrl: string | null = PUBLIC_URL) => ({ publicUrl }) as ReadDependencies;

function requestOf(headers: Headers, rest: Partial<Pick<Request, 'method' | 'path' | 'body'>> = {}): Request {
  const all: Headers = { host: 'vigie.example.org', ...headers };
  return { method: 'POST', path: '/my', ...rest, get: (name: string) => all[name] } as unknown as Request;
}

describe('a form was sent by one of our own pages', () => {
  it.each<[headers: Headers, publicUrl: string | null, isOurs: boolean]>([
    [{ 'sec-fetch-site': 'same-origin' }, PUBLIC_URL, true],
    [{ 'sec-fetch-site': 'same-site' }, PUBLIC_URL, false],
    [{ 'sec-fetch-site': 'cross-site' }, PUBLIC_URL, false],
    [{ 'sec-fetch-site': 'none' }, PUBLIC_URL, false],
    // What the browser says of itself counts, whatever stands beside it.
    [{ 'sec-fetch-site': 'cross-site', origin: PUBLIC_URL }, PUBLIC_URL, false],
    [{ origin: PUBLIC_URL }, PUBLIC_URL, true],
    [{ origin: PUBLIC_URL, host: '127.0.0.1:8080' }, PUBLIC_URL, true],
    [{ origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }, null, true],
    [{ origin: 'http://127.0.0.1:9090', host: '127.0.0.1:8080' }, null, false],
    [{ origin: 'https://evil.example' }, PUBLIC_URL, false],
    [{ origin: 'null' }, PUBLIC_URL, false],
    [{ origin: '' }, PUBLIC_URL, false],
    [{}, PUBLIC_URL, false],
  ])('%j, where we are %s: %s', (headers, publicUrl, isOurs) => {
    expect(isOurPage(dependencies(publicUrl), requestOf(headers))).toBe(isOurs);
  });
});

describe('what changes something', () => {
  /** Null: it goes on. Otherwise the status with which it is refused. */
  function refused(request: Request): number | null {
    let goesOn = false;
    try {
      refuseForeignForms(dependencies())(request, {} as Response, () => {
        goesOn = true;
      });
    } catch (error) {
      if (error instanceof Refusal && !goesOn && error.security === 'form-refused') return error.status;
      throw error;
    }
    if (!goesOn) throw new Error('it neither goes on nor is refused');
    return null;
  }
  const OURS = { origin: PUBLIC_URL };
  const csrf = csrfToken(dependencies(), requestOf({ cookie: COOKIE }));
  const others = csrfToken(dependencies(), requestOf({ cookie: `__Host-vigie=${createToken()}` }));

  it.each<[what: string, headers: Headers, rest: Parameters<typeof requestOf>[1], status: number | null]>([
    ['a page is not asked where it comes from', {}, { method: 'GET' }, null],
    ['nor is its head', { origin: 'https://evil.example' }, { method: 'HEAD' }, null],
    ['any other method is', {}, { method: 'DELETE' }, 403],
    ['a form of nobody needs no token', OURS, {}, null],
    ['a form of nobody from elsewhere is refused', { origin: 'https://evil.example' }, {}, 403],
    ['a form of a session needs its token', { ...OURS, cookie: COOKIE }, { body: { csrf } }, null],
    ['not another’s', { ...OURS, cookie: COOKIE }, { body: { csrf: others } }, 403],
    ['not one that is shorter', { ...OURS, cookie: COOKIE }, { body: { csrf: csrf.slice(1) } }, 403],
    ['not several', { ...OURS, cookie: COOKIE }, { body: { csrf: [csrf] } }, 403],
    ['not none', { ...OURS, cookie: COOKIE }, { body: {} }, 403],
    ['not no form at all', { ...OURS, cookie: COOKIE }, { body: undefined }, 403],
    [
      'not the token from elsewhere',
      { origin: 'https://e.example', cookie: COOKIE },
      { body: { csrf } },
      403,
    ],
    ['logging in needs none', { ...OURS, cookie: COOKIE }, { path: '/log-in' }, null],
    ['nor does its second step', { ...OURS, cookie: COOKIE }, { path: '/log-in/code' }, null],
    ['nor does choosing a password', { ...OURS, cookie: COOKIE }, { path: '/welcome/x' }, null],
    ['but what only begins like it does', { ...OURS, cookie: COOKIE }, { path: '/log-in-x' }, 403],
    ['and logging in from elsewhere is refused', { origin: 'https://e.example' }, { path: '/log-in' }, 403],
  ])('%s', (_, headers, rest, status) => {
    expect(refused(requestOf(headers, rest))).toBe(status);
  });
});
