import type { Role } from './person.ts';
import type { Task } from './task/task.ts';

/**
 * What a right covers: to everything, to people of one's own teams, to hotlines that one serves and to what is one's
 * own, to oneself, or nowhere.
 */
export type Scope = 'all' | 'team' | 'served' | 'own' | 'none';

const EVERYONE = { administrator: 'all', supervisor: 'all', member: 'all', viewer: 'all' } as const;
const ADMINISTRATORS = { administrator: 'all', supervisor: 'none', member: 'none', viewer: 'none' } as const;

/** THE permission table. Whatever asks "who may?" asks it, on the server, before anything else is done. */
export const PERMISSIONS = {
  'now.see': EVERYONE,
  /** `own`: calls that rang them, those of hotlines that they serve, and those of tasks that are theirs. */
  'calls.see': { administrator: 'all', supervisor: 'all', member: 'own', viewer: 'all' },
  /** `team`: one's own, and those of hotlines that may ring people of their teams; all, where the house says so. */
  'calls.listen': { administrator: 'all', supervisor: 'team', member: 'own', viewer: 'none' },
  'calls.export': { administrator: 'all', supervisor: 'all', member: 'none', viewer: 'none' },
  /** Hanging up both sides of a call that is going on. */
  'calls.end': ADMINISTRATORS,
  /** Of the calls that they may listen to, on the pages and by telephone. */
  'messages.delete': { administrator: 'all', supervisor: 'team', member: 'own', viewer: 'none' },
  /** `served`: tasks that are theirs, and those of hotlines that may ring them. */
  'tasks.see': { administrator: 'all', supervisor: 'all', member: 'served', viewer: 'all' },
  'tasks.act': { administrator: 'all', supervisor: 'all', member: 'served', viewer: 'none' },
  'log-book.see': { administrator: 'all', supervisor: 'all', member: 'served', viewer: 'all' },
  'log-book.write': { administrator: 'all', supervisor: 'all', member: 'served', viewer: 'none' },
  'log-book.export': { administrator: 'all', supervisor: 'all', member: 'none', viewer: 'none' },
  /** Figures about calls, of no person. */
  'statistics.see': { administrator: 'all', supervisor: 'all', member: 'none', viewer: 'all' },
  /** Figures about people: of those of one's teams, and always one's own. */
  'statistics.people': { administrator: 'all', supervisor: 'team', member: 'own', viewer: 'own' },
  'people.see': { administrator: 'all', supervisor: 'all', member: 'team', viewer: 'all' },
  'people.create': ADMINISTRATORS,
  'people.edit': { administrator: 'all', supervisor: 'team', member: 'none', viewer: 'none' },
  /** Of people of one's teams, and of those on schedules that one plans. */
  'absences.edit': { administrator: 'all', supervisor: 'team', member: 'none', viewer: 'none' },
  /** A name stands for whoever has it, in plannings and in what is written down: nobody gives themselves another's. */
  'people.rename': ADMINISTRATORS,
  /** E-mail, invitation, and ending someone's access. */
  'people.let-in': { administrator: 'all', supervisor: 'team', member: 'none', viewer: 'none' },
  'people.delete': ADMINISTRATORS,
  /** Having a phone of theirs dialled, to see whether it works. */
  'phones.test': { administrator: 'all', supervisor: 'team', member: 'own', viewer: 'none' },
  'teams.edit': ADMINISTRATORS,
  /** Whoever may look at the first page sees who is on call anyway; a planning says the same of other days. */
  'planning.see': EVERYONE,
  /** `team`: schedules of their teams, and those that belong to no team. */
  'planning.edit': { administrator: 'all', supervisor: 'team', member: 'none', viewer: 'none' },
  'schedules.create': ADMINISTRATORS,
  /** One's own duty: taking over, handing over, swaps, absences, calendar feeds. */
  'duty.own': { administrator: 'own', supervisor: 'own', member: 'own', viewer: 'none' },
  /** Interventions and statements: what was worked on call, and what is given for it. */
  'interventions.see': { administrator: 'all', supervisor: 'team', member: 'own', viewer: 'none' },
  /** Nobody validates their own. */
  'interventions.validate': { administrator: 'all', supervisor: 'team', member: 'none', viewer: 'none' },
  'statements.close': { administrator: 'all', supervisor: 'team', member: 'none', viewer: 'none' },
  /** The rules of rest, notice and pay that teams go by, and what is known of people as employees. */
  'labour.edit': ADMINISTRATORS,
  /** Everything that is recorded of a person, on a page and as a file. */
  'records.see': { administrator: 'all', supervisor: 'own', member: 'own', viewer: 'own' },
  'records.erase': ADMINISTRATORS,
  'hotlines.see': { administrator: 'all', supervisor: 'all', member: 'none', viewer: 'all' },
  'hotlines.edit': ADMINISTRATORS,
  /** What people were told, and whether it arrived. */
  'notices.see': { administrator: 'all', supervisor: 'all', member: 'none', viewer: 'none' },
  /**
   * Asking to be told of a hotline's calls although one had no part in them. `served`: hotlines that may ring them;
   * `team`: those too that may ring people of their teams.
   */
  'notices.follow': { administrator: 'all', supervisor: 'team', member: 'served', viewer: 'served' },
  'notices.send': { administrator: 'all', supervisor: 'all', member: 'none', viewer: 'none' },
  /** What everybody is told by default, and of a hotline; the words; trying the senders. */
  'notices.edit': ADMINISTRATORS,
  'settings.see': ADMINISTRATORS,
  'audit.see': ADMINISTRATORS,
  /** One's own password, second factor, sessions, language. */
  'account.own': { administrator: 'own', supervisor: 'own', member: 'own', viewer: 'own' },
} as const satisfies Readonly<Record<string, Readonly<Record<Role, Scope>>>>;

export type Right = keyof typeof PERMISSIONS;

/** Someone who asks for something. */
export interface Actor {
  readonly personId: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
}

/** A person something is done to. */
export type Subject = Actor;

export function scopeOf(right: Right, role: Role): Scope {
  return PERMISSIONS[right][role];
}

/** Rights that cover less than everything for somebody: whoever uses one has to say about whom. */
export function isNarrow(right: Right): boolean {
  return Object.values(PERMISSIONS[right]).some((scope: Scope) => scope !== 'all' && scope !== 'none');
}

/** Whether somebody in this role has rights that cover the hotlines that they serve, and no others. */
export function dependsOnServing(role: Role): boolean {
  return Object.values(PERMISSIONS).some((scope: Readonly<Record<Role, Scope>>) => scope[role] === 'served');
}

/**
 * Whether the right covers that person. Rights over one's team that change something cover members and viewers
 * only: a supervisor who could change an administrator's e-mail could become one.
 */
export function mayAbout(right: Right, actor: Actor, subject: Subject): boolean {
  switch (scopeOf(right, actor.role)) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'own':
    case 'served':
      return actor.personId === subject.personId;
    case 'team':
      return (
        actor.personId === subject.personId || (sharesTeam(actor, subject) && isWithinRank(right, subject))
      );
  }
}

/** Whether the right covers a hotline, by those that the actor serves. */
export function mayAboutHotline(
  right: Right,
  actor: Actor,
  hotlineId: string,
  served: ReadonlySet<string>,
): boolean {
  const scope = scopeOf(right, actor.role);
  return scope === 'all' || (scope === 'served' && served.has(hotlineId));
}

/** Whose messages supervisors hear and erase: those of the hotlines in their care, or all. A setting of the house. */
export const SUPERVISORS_HEAR = ['teams', 'all'] as const;
export type SupervisorsHear = (typeof SUPERVISORS_HEAR)[number];

/** Hotlines by id, or every one, those too that are gone. */
export type HotlineScope = ReadonlySet<string> | 'all';

/** A call, as far as it decides whose it is. */
export interface CallFacts {
  readonly hotlineId: string;
  /** Whom it rang. */
  readonly rang: readonly (string | null)[];
  /** Null: it is of no task. */
  readonly task: Pick<Task, 'ownerId' | 'takenBy'> | null;
}

/**
 * Whether a right over calls covers one. Where it covers one's own: a call that rang them, one of a hotline that they
 * serve (or, for `team`, look after), or one of a task that is theirs. Never because they were told of it.
 */
export function mayAboutCall(
  right: Right,
  actor: Pick<Actor, 'personId' | 'role'>,
  { hotlineId, rang, task }: CallFacts,
  hotlines: HotlineScope,
): boolean {
  const { personId, role } = actor;
  const scope = scopeOf(right, role);
  if (scope === 'all' || scope === 'none') return scope === 'all';
  const hasTask = task !== null && (task.ownerId === personId || task.takenBy === personId);
  return hasTask || rang.includes(personId) || hotlines === 'all' || hotlines.has(hotlineId);
}

/** Whether the right covers a task: of a hotline that the actor serves, or theirs. */
export function mayAboutTask(
  right: Right,
  actor: Actor,
  task: Pick<Task, 'hotlineId' | 'ownerId' | 'takenBy'>,
  served: ReadonlySet<string>,
): boolean {
  if (mayAboutHotline(right, actor, task.hotlineId, served)) return true;
  const isTheirs = task.ownerId === actor.personId || task.takenBy === actor.personId;
  return scopeOf(right, actor.role) === 'served' && isTheirs;
}

/** Whether the right covers a schedule: those of a team are its supervisors', those of none are every supervisor's. */
export function mayAboutSchedule(right: Right, actor: Actor, teamId: string | null): boolean {
  const scope = scopeOf(right, actor.role);
  return scope === 'all' || (scope === 'team' && (teamId === null || actor.teamIds.includes(teamId)));
}

function sharesTeam(actor: Actor, subject: Subject): boolean {
  return actor.teamIds.some((id) => subject.teamIds.includes(id));
}

function isWithinRank(right: Right, { role }: Subject): boolean {
  return right === 'people.see' || role === 'member' || role === 'viewer';
}
