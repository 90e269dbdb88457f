import { timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router } from 'express';

/** How one thing is that calls, or people, need. `down`: no call can come in. */
export type PartState = 'ok' | 'degraded' | 'down';

export interface Observed {
  readonly parts: Readonly<Record<string, PartState>>;
}

export interface ObserveDependencies {
  readonly observe: () => Promise<Observed>;
  /** In the text format of Prometheus. */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  /** Null: whoever asks from this machine, and through no proxy, may know. */
  readonly token: string | null;
}

/**
 * For machines: `/livez` (the process turns), `/readyz` (calls can come in), `/metrics`. Strangers hear yes or no; the
 * reasons and the figures are for whoever has the token.
 */
export function observeRouter({ observe, metrics, token }: ObserveDependencies): Router {
  const router = Router();
  router.get('/livez', (_request, response) => void plain(response).send('ok\n'));
  router.get('/readyz', async (request, response) => {
    const { parts } = await observe();
    const ready = !Object.values(parts).includes('down');
    plain(response).status(ready ? 200 : 503);
    if (mayKnow(request, token)) response.json({ ready, parts });
    else response.send(ready ? 'ok\n' : 'not ready\n');
  });
  router.get('/metrics', async (request, response) => {
    if (!mayKnow(request, token)) return void plain(response).status(403).send('not allowed\n');
    const { type, text } = await metrics();
    plain(response).type(type).send(text);
  });
  return router;
}

function plain(response: Response): Response {
  return response
    .set('cache-control', 'no-store')
    .set('x-content-type-options', 'nosniff')
    .type('text/plain');
}

function mayKnow(request: Request, token: string | null): boolean {
  if (token !== null) return isSame(request.get('authorization') ?? '', `Bearer ${token}`);
  const from = request.socket.remoteAddress ?? '';
  const isHere = from === '::1' || /^(::ffff:)?127\./.test(from);
  // A proxy on this machine speaks for strangers.
  return isHere && request.get('x-forwarded-for') === undefined && request.get('forwarded') === undefined;
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
