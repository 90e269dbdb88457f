import type { Candidate } from '../../domain/call.ts';
import type { Step, Target } from '../../domain/escalation/policy.ts';
import { isHere } from '../../domain/person.ts';
import { dutyReason, peopleIn } from '../../domain/schedule/duty-reason.ts';
import type { OnCall } from '../../domain/schedule/schedule.ts';
import type { ScheduleStore } from '../../planning/schedule-store.ts';
import { whoIsOnCall } from '../../planning/who-is-on-call.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Directory } from '../directory.ts';

export interface CandidateSources {
  readonly directory: Directory;
  readonly schedules: ScheduleStore;
}

type Wanted = Pick<Candidate, 'reason' | 'dutyUntil' | 'scheduleId'> & { readonly personId: string };

/**
 * Who a step may ring at `at`, in the order of its targets. Asked when the step starts, never before, so that a
 * replacement made during the call counts.
 */
export async function resolveCandidates(
  sources: CandidateSources,
  step: Step,
  at: Instant,
): Promise<readonly Candidate[]> {
  const found = await Promise.all(step.targets.map((target) => candidatesOf(sources, target, at)));
  return found.flat();
}

async function candidatesOf(
  sources: CandidateSources,
  target: Target,
  at: Instant,
): Promise<readonly Candidate[]> {
  switch (target.kind) {
    case 'schedule':
      return people(sources, await onDuty(sources, target.scheduleId, at), at);
    case 'person':
      return people(sources, [{ personId: target.personId, ...NAMED }], at);
    case 'team':
      return people(sources, await members(sources, target.teamId), at);
    case 'number':
      return [bareNumber(target)];
  }
}

async function onDuty(
  sources: CandidateSources,
  scheduleId: string,
  at: Instant,
): Promise<readonly Wanted[]> {
  const { onCall, timeZone } = await whoIsOnCall(sources.schedules, scheduleId, at);
  const nameOf = await namesOf(sources, onCall);
  return onCall.map((entry) => ({
    personId: entry.personId,
    reason: dutyReason(entry, timeZone, nameOf),
    dutyUntil: entry.until,
    scheduleId,
  }));
}

const NAMED = { reason: { code: 'named-in-policy' }, dutyUntil: null } as const;

/** Names of those who are replaced or covered, for the reasons. */
async function namesOf(
  { directory }: CandidateSources,
  onCall: readonly OnCall[],
): Promise<(personId: string) => string> {
  const people = await directory.people(onCall.flatMap(({ reason }) => peopleIn(reason)));
  return (personId) => people.find(({ id }) => id === personId)?.name ?? personId;
}

async function members({ directory }: CandidateSources, teamId: string): Promise<readonly Wanted[]> {
  const team = await directory.team(teamId);
  return (team?.memberIds ?? []).map((personId) => ({
    personId,
    reason: { code: 'team', team: teamId },
    dutyUntil: null,
  }));
}

async function people(
  { directory }: CandidateSources,
  wanted: readonly Wanted[],
  at: Instant,
): Promise<readonly Candidate[]> {
  if (wanted.length === 0) return [];
  const ids = wanted.map(({ personId }) => personId);
  const [found, lastAcceptedAt] = await Promise.all([directory.people(ids), directory.lastAcceptedAt(ids)]);
  // Policies and teams may name who has not joined yet, or has left.
  const here = found.filter((person) => isHere(person, at));
  return here.map((person) => ({
    personId: person.id,
    name: person.name,
    language: person.languages[0] ?? null,
    skills: person.skills,
    contactMethods: person.contactMethods,
    lastAcceptedAt: lastAcceptedAt.get(person.id) ?? null,
    ...why(wanted, person.id),
  }));
}

function bareNumber({ label, target, mustAccept }: Extract<Target, { kind: 'number' }>): Candidate {
  return {
    personId: null,
    name: label,
    language: null,
    skills: [],
    contactMethods: [{ target, mustAccept }],
    lastAcceptedAt: null,
    ...NAMED,
  };
}

function why(wanted: readonly Wanted[], id: string): Omit<Wanted, 'personId'> {
  const found = wanted.find(({ personId }) => personId === id);
  if (!found) throw new Error(`the directory gave ${id}, whom nobody asked for`);
  const { personId: _, ...why } = found;
  return why;
}
