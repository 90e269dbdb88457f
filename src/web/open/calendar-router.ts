import { createHash } from 'node:crypto';
import { type NextFunction, type Request, type Response, Router } from 'express';

/** The iCalendar text behind a token; null when there is none. */
export type ReadCalendar = (token: string) => Promise<string | null>;

/**
 * `GET /calendar/<token>.ics`, for calendar programs: the token is all they have to show. A wrong one, a revoked one and
 * no token at all are the same 404. Whoever mounts it must keep the path out of access logs.
 */
export function calendarRouter(read: ReadCalendar): Router {
  const router = Router({ caseSensitive: true });
  router.get('/calendar/:token.ics', async (request: Request, response: Response, next: NextFunction) => {
    const { token } = request.params;
    const text = typeof token === 'string' ? await read(token) : null;
    if (text === null) return next();
    response.set({
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="vigie.ics"',
      // Kept by the one who asked alone, and asked for again each time: an answer without a change is a short 304.
      'Cache-Control': 'private, no-cache',
      ETag: `"${createHash('sha256').update(text).digest('base64url')}"`,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
    });
    response.send(text);
  });
  return router;
}
