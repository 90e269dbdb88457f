import { timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { Refusal } from './request-context.ts';
import { csrfToken } from './session.ts';
import type { ReadDependencies } from './web-dependencies.ts';

/**
 * Refuses whatever changes something and was not sent by one of our own pages. The browser says where it comes from
 * (Sec-Fetch-Site, else Origin); and a form of someone who is logged in carries a token of their session.
 */
export function refuseForeignForms(dependencies: ReadDependencies) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    if (!isOurPage(dependencies, request)) throw new Refusal(403, 'sent by another site', 'form-refused');
    const expected = csrfToken(dependencies, request);
    if (expected !== '' && !isSame(expected, formToken(request)) && !isLogIn(request))
      throw new Refusal(403, 'the form is of another session', 'form-refused');
    next();
  };
}

/** Whoever logs in may still hold the cookie of a session that has ended. */
function isLogIn({ path }: Request): boolean {
  return /^\/(log-in|forgotten|welcome|set-up)(\/|$)/.test(path);
}

export function isOurPage({ publicUrl }: ReadDependencies, request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === publicUrl || new URL(origin).host === request.get('host');
}

function formToken(request: Request): string {
  const value: unknown = request.body?.csrf;
  return typeof value === 'string' ? value : '';
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
