import type { Endpoint } from '../calls/endpoints/endpoints.ts';
import type { CandidateSources } from '../calls/live/candidates.ts';
import { mayBeDialled } from '../calls/live/dial-leg.ts';
import { type AlarmStep, alarmStep, type Need, stateOfAll } from '../domain/endpoint/alarm-step.ts';
import {
  type EndpointState,
  type Patience,
  type Settling,
  settle,
  UNSEEN,
} from '../domain/endpoint/endpoint-state.ts';
import type { Person } from '../domain/person.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import { onCallAt } from '../domain/schedule/resolve-on-call.ts';
import { shiftsBetween } from '../domain/schedule/shifts.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { type RecurringWork, recurringWork } from '../runtime/recurring-work.ts';
import type { Alarm, AlarmStore } from './alarm-store.ts';
import type { DomainEvent } from './domain-event.ts';
import { type ScheduleInUse, schedulesInUse } from './schedules-in-use.ts';

export interface EndpointWatchDependencies {
  readonly candidates: CandidateSources;
  readonly alarms: AlarmStore;
  readonly patience: Patience;
  readonly numberingPlan: NumberingPlan;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDomainEvent: () => void;
  readonly crash: (error: unknown) => void;
}

export interface EndpointWatch extends RecurringWork {
  /** What was read of the phones and trunks; null: nothing can be read any more. */
  take(endpoints: readonly Endpoint[] | null): void;
}

/** Duty begins and ends, and plannings change. */
const LOOK_EVERY_SECONDS = 60;
/** Whoever is on call within so long is told that their phone is not registered. */
const AHEAD_SECONDS = 3600;

/** Somebody who is on call, or soon will be. */
interface Duty {
  readonly need: Need;
  readonly startAt: Instant;
  readonly timeZone: string;
  readonly hasTrunk: boolean;
}

/**
 * Tells when nobody's phone rings any more for somebody on call, and when a trunk is down; and when that is over. What
 * was told is kept with the alarm that stands, so that each is told once, whatever is restarted meanwhile.
 */
export function createEndpointWatch(dependencies: EndpointWatchDependencies): EndpointWatch {
  const { candidates, alarms, clock, log } = dependencies;
  const settling = new Map<string, Settling>();
  const states = new Map<string, EndpointState>();

  function take(endpoints: readonly Endpoint[] | null): void {
    let changed = false;
    for (const { name, state } of endpoints ?? []) {
      const before = settling.get(name) ?? UNSEEN;
      const after = settle(before, state, clock.now(), dependencies.patience);
      changed ||= before.settled !== after.settled;
      settling.set(name, after);
      states.set(name, state);
    }
    if (changed) work.begin();
  }

  const stateOf = (name: string) => settling.get(name)?.settled ?? null;

  async function look(): Promise<Instant> {
    const standing = await alarms.standing();
    await lookAtTrunks(standing.filter(({ kind }) => kind === 'trunk'));
    await lookAtPeople(standing.filter(({ kind }) => kind === 'phone'));
    return clock.now() + LOOK_EVERY_SECONDS * SECOND;
  }

  async function lookAtTrunks(standing: readonly Alarm[]): Promise<void> {
    const used = new Set<string>((await candidates.directory.hotlines()).flatMap(({ trunk }) => trunk ?? []));
    for (const name of new Set([...used, ...standing.map((alarm) => alarm.name)])) {
      const open = standing.find((alarm) => alarm.name === name) ?? null;
      const step = alarmStep(open?.stage ?? null, used.has(name) ? 'now' : 'none', stateOf(name));
      const trouble = (said: 'down' | 'back'): DomainEvent => {
        const state = said === 'back' ? null : (states.get(name) ?? null);
        const detail =
          state === null ? null : ({ code: `trunk-${state === 'missing' ? 'missing' : 'offline'}` } as const);
        return { kind: 'trouble', subject: 'trunk', name, said, detail };
      };
      await carryOut(step, { kind: 'trunk', name }, open, {
        tell: () => trouble('down'),
        back: () => trouble('back'),
      });
    }
  }

  async function lookAtPeople(standing: readonly Alarm[]): Promise<void> {
    const now = clock.now();
    const duties = dutiesAround(await schedulesInUse(candidates, now), now);
    const ids = [...new Set([...duties.keys(), ...standing.map(({ name }) => name)])];
    const people = new Map(
      (await candidates.directory.people(ids)).map((person) => [person.id, person] as const),
    );
    for (const id of ids) {
      const [person, duty] = [people.get(id), duties.get(id)];
      const open = standing.find(({ name }) => name === id) ?? null;
      const phones = person ? phonesOf(person, duty?.hasTrunk ?? true) : { state: null, names: [] };
      const step = alarmStep(open?.stage ?? null, person && duty ? duty.need : 'none', phones.state);
      const about = { trouble: `${id} unregistered ${now}`, personId: id };
      await carryOut(step, { kind: 'phone', name: id }, open, {
        ahead: () => ({
          kind: 'person-unreachable-soon',
          ...about,
          phones: phones.names,
          startAt: duty?.startAt ?? now,
          timeZone: duty?.timeZone ?? 'UTC',
        }),
        tell: () => ({ kind: 'person-unreachable', ...about, reason: 'unregistered', phones: phones.names }),
        back: () => ({ kind: 'person-reachable', ...about, toOthers: open?.stage === 'told' }),
      });
    }
  }

  /** A mobile counts as reached: nobody can say whether it is switched on, and of the trunk it is told by itself. */
  function phonesOf({ contactMethods }: Person, hasTrunk: boolean) {
    const names: string[] = [];
    const states = contactMethods.flatMap(({ target }): readonly ('up' | 'down' | null)[] => {
      if (!mayBeDialled(target, dependencies.numberingPlan)) return [];
      if (target.kind === 'phone') return hasTrunk ? ['up'] : [];
      names.push(target.extension);
      return [stateOf(target.extension)];
    });
    return { state: stateOfAll(states), names };
  }

  async function carryOut(
    step: AlarmStep,
    about: Pick<Alarm, 'kind' | 'name'>,
    open: Alarm | null,
    domainEvents: {
      readonly ahead?: () => DomainEvent;
      readonly tell: () => DomainEvent;
      readonly back: () => DomainEvent;
    },
  ): Promise<void> {
    const raisedAt = clock.now();
    const ahead = domainEvents.ahead ?? domainEvents.tell;
    if (step === 'notify-ahead') await alarms.raise({ ...about, stage: 'ahead', raisedAt }, ahead());
    else if (step === 'notify')
      await alarms.raise({ ...about, stage: 'told', raisedAt }, domainEvents.tell());
    else if (step === 'notify-back' && open) await alarms.end(open, domainEvents.back(), raisedAt);
    else if (step === 'forget' && open) await alarms.end(open, null, raisedAt);
    if (step !== 'nothing') log.info({ ...about, step }, 'an alarm');
    if (step !== 'nothing' && step !== 'forget') dependencies.onDomainEvent();
  }

  const work = recurringWork(dependencies, 'phone and trunk watch', look);
  return { ...work, take };
}

/** Who is on call now, and who will be within the hour; whoever is both is on call now. */
function dutiesAround(inUse: readonly ScheduleInUse[], now: Instant): ReadonlyMap<string, Duty> {
  const duties = new Map<string, Duty>();
  const enter = (personId: string, duty: Duty) => {
    const known = duties.get(personId);
    const isNearer = !known || (known.need === 'soon' && duty.startAt < known.startAt);
    const nearest = isNearer ? duty : known;
    duties.set(personId, { ...nearest, hasTrunk: duty.hasTrunk || (known?.hasTrunk ?? false) });
  };
  for (const { schedule, hasTrunk } of inUse) {
    const { timeZone } = schedule;
    for (const { personId } of onCallAt(schedule, now))
      enter(personId, { need: 'now', startAt: now, timeZone, hasTrunk });
    for (const { personId, startAt } of shiftsBetween(schedule, now, now + AHEAD_SECONDS * SECOND))
      if (startAt > now) enter(personId, { need: 'soon', startAt, timeZone, hasTrunk });
  }
  return duties;
}
