import {
  type Actor,
  isNarrow,
  mayAbout,
  mayAboutSchedule,
  mayAboutTask,
  PERMISSIONS,
  type Right,
  reachOf,
  type Subject,
} from '../domain/permissions.ts';
import { isCallRight, mayAboutCall } from './calls/call-reach.ts';
import { servedHotlines } from './served.ts';
import { taskOf } from './tasks/task-of.ts';
import {
  type ChangeVisit,
  type Handler,
  type MemberChange,
  type MemberVisit,
  notFound,
  param,
  Refusal,
  type Reply,
  type Visit,
} from './visit.ts';
import type { ReadNeeds } from './web-needs.ts';

/**
 * What a narrow right has to hold about. `person`, `call`, `task`, `schedule`: what the path names, checked by the gate. `list`: the
 * handler shows only what is in reach. `self`: the handler knows nobody but the visitor.
 */
export type About = 'person' | 'call' | 'task' | 'schedule' | 'list' | 'self';

export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly may: Right | 'anyone';
  readonly about: About | null;
  /** True: its form may bring a file. */
  readonly takesFile: boolean;
  readonly handle: Handler<ChangeVisit>;
}

/** Whoever only looks has nothing to write with. */
type Handlers = { readonly get: Visit; readonly post: ChangeVisit };
type MemberHandlers = { readonly get: MemberVisit; readonly post: MemberChange };

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
    takesFile: false,
    handle: handle as Handler<ChangeVisit>,
  };
}

/**
 * A route for those who have a right: the gate lets nobody else reach `handle`. A right that reaches only some
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
    takesFile: false,
    handle: (visit) => pass(visit, may, about, handle as Handler<MemberChange>),
  };
}

/** The same route, whose form may bring a file. Only for those who have its right is one read. */
export function takingFile(route: Route): Route {
  return { ...route, takesFile: true };
}

async function pass(
  visit: ChangeVisit,
  may: Right,
  about: About | null,
  handle: Handler<MemberChange>,
): Promise<Reply> {
  const { me } = visit;
  if (me === null) return askToLogIn(visit);
  const actor: Actor = { personId: me.person.id, role: me.person.role, teamIds: me.teamIds };
  if (reachOf(may, actor.role) === 'none') throw new Refusal(403, may);
  const member: MemberChange = { ...visit, me, actor, author: { actor: me.person.name, at: visit.now } };
  if (about !== null && about !== 'list' && about !== 'self') await HOLD_TO[about](member, may);
  return handle(member);
}

/** Refuses what the path names when the right does not reach it. */
const HOLD_TO: Readonly<
  Record<Exclude<About, 'list' | 'self'>, (visit: MemberVisit, may: Right) => Promise<void>>
> = { person: holdToPerson, call: holdToCall, task: holdToTask, schedule: holdToSchedule };

/** Back to where they wanted to go, once they have logged in. */
async function askToLogIn({ request, halfOpen, needs }: Visit): Promise<Reply> {
  if (request.method !== 'GET') throw new Refusal(403, 'not logged in');
  if (!(await needs.accounts.anyone())) return { kind: 'see', path: '/set-up' };
  if (halfOpen !== null) return { kind: 'see', path: '/log-in/code' };
  const wanted = request.originalUrl === '/' ? '' : `?to=${encodeURIComponent(request.originalUrl)}`;
  return { kind: 'see', path: `/log-in${wanted}` };
}

async function holdToPerson(visit: MemberVisit, may: Right): Promise<void> {
  if (reachOf(may, visit.actor.role) === 'all') return;
  const subject = await personSubject(visit.needs, param(visit, 'person'));
  if (!mayAbout(may, visit.actor, subject)) throw new Refusal(403, may);
}

async function holdToCall(visit: MemberVisit, may: Right): Promise<void> {
  if (reachOf(may, visit.actor.role) === 'all') return;
  if (!isCallRight(may)) throw new Error(`${may} is not about a call`);
  const call = await visit.needs.history.find(param(visit, 'call'));
  if (call === null) return notFound();
  if (!(await mayAboutCall(visit, may, call))) throw new Refusal(403, may);
}

async function holdToTask(visit: MemberVisit, may: Right): Promise<void> {
  if (reachOf(may, visit.actor.role) === 'all') return;
  const task = await taskOf(visit);
  if (!mayAboutTask(may, visit.actor, task, await servedHotlines(visit))) throw new Refusal(403, may);
}

async function holdToSchedule(visit: MemberVisit, may: Right): Promise<void> {
  if (reachOf(may, visit.actor.role) === 'all') return;
  const teamId = (await visit.needs.reader.scheduleTeams()).get(param(visit, 'schedule'));
  if (teamId === undefined) return notFound();
  if (!mayAboutSchedule(may, visit.actor, teamId)) throw new Refusal(403, may);
}

async function personSubject(needs: ReadNeeds, personId: string): Promise<Subject> {
  const [people, teams] = await Promise.all([needs.reader.people(), needs.reader.teams()]);
  const person = people.get(personId);
  if (!person) return notFound();
  const teamIds = [...teams.values()].filter((team) => team.memberIds.includes(personId)).map(({ id }) => id);
  return { personId, role: person.role, teamIds };
}
