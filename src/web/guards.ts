import type { NextFunction, Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { isUpload } from './forms/upload.ts';
import { Refusal } from './request-context.ts';
import type { WebDependencies } from './web-dependencies.ts';

const TRIES = { windowMs: 10 * 60_000, limit: 40 };

/** No inline script, no inline style, nothing from elsewhere; in no frame. */
export function securityHeaders({ publicUrl, hstsSubdomains }: WebDependencies) {
  const self = ["'self'"];
  const secure = publicUrl?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: self,
        styleSrc: self,
        imgSrc: self,
        // A greeting is listened to before it is sent.
        mediaSrc: [...self, 'blob:'],
        connectSrc: self,
        manifestSrc: self,
        formAction: self,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        // Mails as they were sent, which allow nothing by themselves.
        frameSrc: self,
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Other hosts of the domain are not ours to bind, unless whoever runs them says so.
    strictTransportSecurity: secure ? { maxAge: 365 * 24 * 3600, includeSubDomains: hstsSubdomains } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}

/** Behind a proxy that is not counted, everybody has the proxy's address: one wrong password too many locks them all. */
export function noticeProxy({ trustedProxies, log }: WebDependencies) {
  let told = trustedProxies > 0;
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (!told && request.headers['x-forwarded-for'] !== undefined) {
      told = true;
      log.warn(
        'a reverse proxy stands before the pages, and VIGIE_TRUST_PROXY is 0: set it to how many there are, or limits and the log take everybody for the proxy',
      );
    }
    next();
  };
}

/** Of what a browser could lend to a page, ours asks for the microphone, to record greetings. */
export function lendOnlyMicrophone(_request: Request, response: Response, next: NextFunction): void {
  response.set('permissions-policy', 'microphone=(self), camera=(), geolocation=(), display-capture=()');
  next();
}

export function noStore(_request: Request, response: Response, next: NextFunction): void {
  response.set('cache-control', 'no-store');
  next();
}

/**
 * Whoever guesses passwords, codes or links from one address is soon told to wait. Express matches paths in any case,
 * and so does this.
 */
export function limitTries() {
  return rateLimit({
    ...TRIES,
    standardHeaders: false,
    legacyHeaders: false,
    skip: ({ method, path }) => method === 'GET' || !/^\/(log-in|forgotten|welcome|set-up)/i.test(path),
    handler: (_request, _response, next) => next(new Refusal(429, 'too many tries')),
  });
}

/** Forms only: what a page of another site could send as something else is refused before it is read. */
export function onlyForms(request: Request, _response: Response, next: NextFunction): void {
  const changes = !['GET', 'HEAD'].includes(request.method);
  if (changes && !request.is('application/x-www-form-urlencoded') && !isUpload(request))
    throw new Refusal(415, 'not a form');
  next();
}
