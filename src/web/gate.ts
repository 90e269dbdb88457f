import type { Request } from 'express';
import { hasSecondFactor, type LoggedIn } from '../accounts/account.ts';
import {
  type Actor,
  isNarrow,
  mayAbout,
  mayAboutSchedule,
  mayAboutTask,
  PERMISSIONS,
  type Right,
  type Subject,
  scopeOf,
} from '../domain/permissions.ts';
import { isCallInScope, isCallRight } from './calls/call-scope.ts';
import { mayNoteAbsence } from './people/absence-scope.ts';
import {
  type ChangeContext,
  type Handler,
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  Refusal,
  type Reply,
  type RequestContext,
} from './request-context.ts';
import { servedHotlines } from './served.ts';
import { taskOf } from './tasks/task-of.ts';
import type { ReadDependencies } from './web-dependencies.ts';

/**
 * What a narrow right has to hold about. `person`, `call`, `task`, `schedule`: what the path names, checked by the gate. `list`: the
 * handler shows only what is in scope. `self`: the handler knows nobody but who is logged in.
 */
export type About = 'person' | 'call' | 'task' | 'schedule' | 'list' | 'self';

export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly may: Right | 'anyone';
  readonly about: About | null;
  /** Of the file that its form may bring; null: it brings none. */
  readonly largestFileMb: number | null;
  readonly handle: Handler<ChangeContext>;
}

/** Whoever only looks has nothing to write with. */
type Handlers = { readonly get: RequestContext; readonly post: ChangeContext };
type MemberHandlers = { readonly get: MemberContext; readonly post: MemberChangeContext };

/** A route for whoever comes. */
export function open<Method extends Route['method']>(
  method: Method,
  path: string,
  handle: Handler<Handlers[Method]>,
): Route {
  return {
    method,
    path,
    may: 'anyone',
    about: null,
    largestFileMb: null,
    handle: handle as Handler<ChangeContext>,
  };
}

/**
 * A route for those who have a right: the gate lets nobody else to `handle`. A right that covers only some
 * people's own things cannot be given without saying what the route is about.
 */
export function guarded<Method extends Route['method']>(
  method: Method,
  path: string,
  may: Right,
  handle: Handler<MemberHandlers[Method]>,
  about: About | null = null,
): Route {
  if (!(may in PERMISSIONS)) throw new Error(`${path}: there is no right ${may}`);
  if (isNarrow(may) && about === null) throw new Error(`${path}: ${may} is narrow, so say what it is about`);
  return {
    method,
    path,
    may,
    about,
    largestFileMb: null,
    handle: (context) => pass(context, may, about, handle as Handler<MemberChangeContext>),
  };
}

/** The same route, whose form may bring a file. Only for those who have its right is one read, and no more of it than that. */
export function takingFile(route: Route, largestFileMb: number): Route {
  return { ...route, largestFileMb };
}

async function pass(
  context: ChangeContext,
  may: Right,
  about: About | null,
  handle: Handler<MemberChangeContext>,
): Promise<Reply> {
  const { me } = context;
  if (me === null) return askToLogIn(context);
  const actor: Actor = { personId: me.person.id, role: me.person.role, teamIds: me.teamIds };
  if (scopeOf(may, actor.role) === 'none') throw new Refusal(403, may);
  if (lacksFactor(context, me) && may !== 'account.own') return askForFactor(context);
  const member: MemberChangeContext = {
    ...context,
    me,
    actor,
    author: { actor: me.person.name, personId: me.person.id, at: context.now },
  };
  if (about !== null && about !== 'list' && about !== 'self') await HOLD_TO[about](member, may);
  return handle(member);
}

/** Refuses what the path names when the right does not cover it. */
const HOLD_TO: Readonly<
  Record<Exclude<About, 'list' | 'self'>, (context: MemberContext, may: Right) => Promise<void>>
> = { person: holdToPerson, call: holdToCall, task: holdToTask, schedule: holdToSchedule };

function lacksFactor({ dependencies }: RequestContext, { account, person }: LoggedIn): boolean {
  return !hasSecondFactor(account) && dependencies.secondFactorFor.includes(person.role);
}

/** Nothing but their own account is open to them until they have one. */
function askForFactor({ request }: RequestContext): Reply {
  if (request.method !== 'GET') throw new Refusal(403, 'no second factor');
  return { kind: 'see', path: '/account', done: 'factor-needed' };
}

/** Back to where they wanted to go, once they have logged in. */
async function askToLogIn({ request, halfOpen, dependencies }: RequestContext): Promise<Reply> {
  const lost = request.method !== 'GET';
  // A part of a page, or a form that a script sends: the whole page goes to log in.
  if (request.get('hx-request') !== undefined)
    return leadPage(`/log-in?to=${encodeURIComponent(cameFrom(request))}${lost ? '&lost=yes' : ''}`);
  if (lost) return { kind: 'see', path: `/log-in?to=${encodeURIComponent(cameFrom(request))}&lost=yes` };
  if (!(await dependencies.accounts.anyone())) return { kind: 'see', path: '/set-up' };
  if (halfOpen !== null) return { kind: 'see', path: '/log-in/code' };
  const wanted = request.originalUrl === '/' ? '' : `?to=${encodeURIComponent(request.originalUrl)}`;
  return { kind: 'see', path: `/log-in${wanted}` };
}

/** The page on which the form stood; browsers tell it to our own pages. */
function cameFrom(request: Request): string {
  const from = request.get('referer') ?? '';
  if (!URL.canParse(from)) return '/';
  const { pathname, search } = new URL(from);
  return `${pathname}${search}`;
}

function leadPage(path: string): Reply {
  return { kind: 'own', answer: (response) => void response.set('hx-redirect', path).status(204).end() };
}

async function holdToPerson(context: MemberContext, may: Right): Promise<void> {
  if (scopeOf(may, context.actor.role) === 'all') return;
  const subject = await personSubject(context.dependencies, param(context, 'person'));
  const isIn =
    may === 'absences.edit'
      ? await mayNoteAbsence(context, context.actor, subject)
      : mayAbout(may, context.actor, subject);
  if (!isIn) throw new Refusal(403, may);
}

async function holdToCall(context: MemberContext, may: Right): Promise<void> {
  if (scopeOf(may, context.actor.role) === 'all') return;
  if (!isCallRight(may)) throw new Error(`${may} is not about a call`);
  const call = await context.dependencies.history.find(param(context, 'call'));
  if (call === null) return notFound();
  if (!(await isCallInScope(context, may, call))) throw new Refusal(403, may);
}

async function holdToTask(context: MemberContext, may: Right): Promise<void> {
  if (scopeOf(may, context.actor.role) === 'all') return;
  const task = await taskOf(context);
  if (!mayAboutTask(may, context.actor, task, await servedHotlines(context))) throw new Refusal(403, may);
}

async function holdToSchedule(context: MemberContext, may: Right): Promise<void> {
  if (scopeOf(may, context.actor.role) === 'all') return;
  const teamId = (await context.dependencies.reader.scheduleTeams()).get(param(context, 'schedule'));
  if (teamId === undefined) return notFound();
  if (!mayAboutSchedule(may, context.actor, teamId)) throw new Refusal(403, may);
}

async function personSubject(dependencies: ReadDependencies, personId: string): Promise<Subject> {
  const [people, teams] = await Promise.all([dependencies.reader.people(), dependencies.reader.teams()]);
  const person = people.get(personId);
  if (!person) return notFound();
  const teamIds = [...teams.values()].filter((team) => team.memberIds.includes(personId)).map(({ id }) => id);
  return { personId, role: person.role, teamIds };
}
