import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { LoggedIn } from '../accounts/account.ts';
import { LANGUAGES, type Language } from '../domain/person.ts';
import { createReadCache } from '../planning/read-cache.ts';
import { notifySecurity } from '../runtime/security-log.ts';
import { StoreUnavailable } from '../runtime/store-unavailable.ts';
import { ThreadsBusy } from '../runtime/thread.ts';
import { sentence } from '../words/phrases.ts';
import { createAssets } from './assets.ts';
import { alarmsFor } from './deliveries/alarms.ts';
import { formatOf } from './format.ts';
import { readFields } from './forms/fields.ts';
import { takeUpload } from './forms/upload.ts';
import type { Route } from './gate.ts';
import {
  lendOnlyMicrophone,
  limitTries,
  noStore,
  noticeProxy,
  onlyForms,
  securityHeaders,
} from './guards.ts';
import { healthPage } from './health.ts';
import { MESSAGES } from './messages/messages.ts';
import { createLiveStreams } from './now/live-stream.ts';
import { liveView } from './now/live-view.ts';
import { calendarRouter } from './open/calendar-router.ts';
import { refuseForeignForms } from './origin.ts';
import { frameOf } from './page.ts';
import { undoOffer } from './planning/undo-offer.ts';
import { warnedOf, warnedParam } from './planning/warned.ts';
import {
  type ChangeContext,
  REFUSAL_STATUSES,
  Refusal,
  type RefusalStatus,
  type Reply,
  type RequestContext,
} from './request-context.ts';
import { createRoutes } from './routes.ts';
import { findSession, sendCookie } from './session.ts';
import { createShownOnce, type ShownOnce } from './shown-once.ts';
import { createViews } from './views.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** Larger than any form of ours. */
const LARGEST_FORM = '128kb';
const MOST_FIELDS = 2000;

export interface Site {
  readonly app: Express;
  readonly routes: readonly Route[];
  /** Ends the streams, which would keep the server from closing. */
  close(): void;
}

/** Every page, behind the checks that all of them share, in the order in which a request meets them. */
export function createSite(dependencies: WebDependencies): Site {
  const render = createViews();
  const assets = createAssets();
  const streams = createLiveStreams(
    dependencies.board,
    dependencies.clock,
    dependencies.log,
    (language, now) =>
      render('now/live', {
        t: MESSAGES[language],
        site: { f: formatOf({ language, now, dependencies }), sentence },
        page: { live: liveView(dependencies.board) },
      }),
  );
  const routes = createRoutes(() => streams);
  const readersAt = createReadCache(dependencies, dependencies.audit.latest);
  const shownOnce = createShownOnce(dependencies.clock);
  const answering = { dependencies, readersAt, render, asset: assets.address, shownOnce };

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', dependencies.trustedProxies);
  app.set('query parser', 'simple');
  app.use(noticeProxy(dependencies));
  app.get('/health', healthPage(dependencies.health, dependencies.monitoringToken));
  app.use(calendarRouter(dependencies.calendar));
  for (const router of dependencies.open) app.use(router);
  app.use(securityHeaders(dependencies));
  app.use(lendOnlyMicrophone);
  app.use('/assets', assets.router);
  app.use(noStore);
  app.use(limitTries());
  for (const route of routes)
    if (route.largestFileMb !== null)
      app.post(route.path, takeUpload(dependencies, route, route.largestFileMb));
  app.use(onlyForms);
  app.use(express.urlencoded({ extended: false, limit: LARGEST_FORM, parameterLimit: MOST_FIELDS }));
  app.use(refuseForeignForms(dependencies));
  for (const route of routes)
    app[route.method](route.path, (request, response) => serve(answering, route, request, response));
  app.use(() => {
    throw new Refusal(404, 'no such page');
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) =>
    refuse(answering, error, request, response).catch(next),
  );
  return { app, routes, close: () => streams.close() };
}

interface Answering {
  readonly dependencies: WebDependencies;
  readonly readersAt: ReturnType<typeof createReadCache>;
  readonly render: ReturnType<typeof createViews>;
  readonly asset: (name: string) => string;
  readonly shownOnce: ShownOnce;
}

async function serve(
  answering: Answering,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const { dependencies } = answering;
  const found = await findSession(dependencies, request, dependencies.clock.now());
  const context = contextOf(answering, request, found);
  await send(answering, context, await route.handle(context), response);
}

function contextOf(
  { dependencies, readersAt, shownOnce }: Answering,
  request: Request,
  found: LoggedIn | null,
): ChangeContext {
  const now = dependencies.clock.now();
  const me = found?.session.halfOpen === false ? found : null;
  const language =
    me === null ? preferredLanguage(request) : (me.account.language ?? me.person.languages[0] ?? 'fr');
  return {
    // Whoever changes something reads what lies there, before and after.
    dependencies: request.method === 'GET' ? { ...dependencies, ...readersAt(now) } : dependencies,
    request,
    now,
    language,
    t: MESSAGES[language],
    me,
    halfOpen: found?.session.halfOpen ? found : null,
    fields: readFields(request.body),
    shownOnce,
  };
}

/** Of someone we do not know: what their browser asks for. */
function preferredLanguage(request: Request): Language {
  return LANGUAGES.find((language) => language === request.acceptsLanguages([...LANGUAGES])) ?? 'fr';
}

async function send(
  answering: Answering,
  context: RequestContext,
  reply: Reply,
  response: Response,
): Promise<void> {
  const { render, asset, dependencies } = answering;
  switch (reply.kind) {
    case 'page':
    case 'part': {
      const isPage = reply.kind === 'page';
      // A database that cannot be read must not hide the page that says so.
      const alarms = reply.view === 'error' ? null : await alarmsFor(context);
      const undo = isPage && reply.view !== 'error' ? await undoOffer(context) : null;
      const warned = isPage && reply.view !== 'error' ? await warnedOf(context) : null;
      const bare = reply.data.bare === true;
      const site = frameOf(context, isPage ? reply.title : '', asset, { bare, alarms, undo, warned });
      const locals = { t: context.t, site, page: reply.data };
      const body = render(reply.view, locals);
      response.status((isPage && reply.status) || 200);
      response.type('html').send(isPage ? render('layout', { ...locals, part: { body } }) : body);
      return;
    }
    case 'see': {
      if (reply.cookie) sendCookie(dependencies, response, reply.cookie);
      const told = [
        reply.done === undefined ? '' : `done=${reply.done}`,
        warnedParam(reply.warnings ?? []),
      ].filter(Boolean);
      const mark = reply.path.includes('?') ? '&' : '?';
      return response.redirect(303, told.length === 0 ? reply.path : `${reply.path}${mark}${told.join('&')}`);
    }
    case 'own':
      if (context.request.method === 'HEAD') return void response.end();
      await reply.answer(response);
  }
}

async function refuse(
  answering: Answering,
  error: unknown,
  request: Request,
  response: Response,
): Promise<void> {
  const { dependencies } = answering;
  const status = statusOf(error);
  if (status === 500) dependencies.log.error({ err: error, path: pathForLog(request.path) }, 'a page broke');
  else
    dependencies.log.debug(
      { path: pathForLog(request.path), status, reason: String(error) },
      'a request was refused',
    );
  if (response.headersSent) return void response.destroy();
  // A database that cannot be read must not hide the error that says so.
  const found = await findSession(dependencies, request, dependencies.clock.now()).catch(() => null);
  const context = contextOf(answering, request, found);
  if (error instanceof Refusal && error.security !== null)
    notifySecurity(dependencies.log, error.security, {
      address: request.ip ?? null,
      account: found?.person.id ?? null,
      path: pathForLog(request.path),
      reason: error.message,
    });
  const [title, text] = context.t.shell.errors[status];
  const data = { status, text, bare: context.me === null };
  await send(answering, context, { kind: 'page', view: 'error', title, status, data }, response);
}

/** Whoever has the end of some addresses needs nothing else: links, calendars, the gateway's way in. */
function pathForLog(path: string): string {
  return path.replace(/[A-Za-z0-9_-]{20,}/g, '…');
}

/** Of ours, of the body parser's, or of what cannot be done now. */
function statusOf(error: unknown): RefusalStatus {
  if (error instanceof Refusal) return error.status;
  if (!(error instanceof Error)) return 500;
  if (error instanceof StoreUnavailable || error instanceof ThreadsBusy) return 503;
  const status = 'status' in error ? error.status : undefined;
  // The body parser's, and Express's own for an address that cannot be decoded.
  if (typeof status !== 'number' || status >= 500) return 500;
  return REFUSAL_STATUSES.find((known) => known === status) ?? 400;
}
