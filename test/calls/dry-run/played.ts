import type { Directory } from '../../../src/calls/directory.ts';
import { type Assumable, assumedAnswers, parseAssumptions } from '../../../src/calls/dry-run/assumptions.ts';
import { type DryRun, dryRun } from '../../../src/calls/dry-run/dry-run.ts';
import type { CallFacts } from '../../../src/domain/escalation/call-state.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { DialTarget, E164, Extension } from '../../../src/domain/phone-number.ts';
import { NO_HOLIDAYS } from '../../../src/domain/schedule/duty-window.ts';
import type { ScheduleInForce } from '../../../src/domain/schedule/schedule.ts';
import { facts, hotline, policy, START, step } from '../../domain/escalation/call-fixture.ts';
import { FRANCE } from '../../planning/plan.ts';

export function extension(name: string): DialTarget {
  return { kind: 'extension', extension: name as Extension };
}

export function phone(number: string): DialTarget {
  return { kind: 'phone', number: number as E164 };
}

export function someone(id: string, ...targets: DialTarget[]): Person {
  return {
    id,
    name: id,
    languages: ['en'],
    role: 'member',
    skills: [],
    contactMethods: targets.map((target) => ({ target, mustAccept: true })),
    email: null,
    colour: null,
    joinsAt: null,
    leavesAt: null,
  };
}

/** People who are on duty one after the other: each from a second of the call on. */
export function duty(id: string, ...turns: [personId: string, fromSecond: number][]): ScheduleInForce {
  return {
    id,
    name: id,
    timeZone: 'UTC',
    holidays: NO_HOLIDAYS,
    coverage: null,
    trainees: [],
    rotations: [],
    overrides: [],
    absences: [],
    shifts: turns.map(([personId, from], turn) => ({
      personId,
      startAt: START + from * 1000,
      endAt: START + (turns[turn + 1]?.[1] ?? 86_400) * 1000,
    })),
  };
}

export interface Play {
  readonly people: readonly Person[];
  readonly schedules: readonly ScheduleInForce[];
  readonly call?: Partial<CallFacts>;
  readonly assume?: readonly string[];
  readonly patienceSeconds?: number;
  readonly messageSeconds?: number;
  readonly maxOutboundLegs?: number;
}

/** A step that rings who is on duty. */
export function rings(...schedules: string[]) {
  return step({ targets: schedules.map((scheduleId) => ({ kind: 'schedule', scheduleId })) });
}

export async function played(play: Play): Promise<DryRun> {
  const called = facts({ hotline: hotline(), policy: policy({ steps: [rings('primary')] }), ...play.call });
  const assumable: Assumable = {
    people: play.people,
    hotline: called.hotline,
    policies: [called.policy],
    plan: FRANCE,
  };
  const assumptions = parseAssumptions(play.assume ?? [], assumable);
  if (!assumptions.ok) throw new Error(assumptions.error.join('\n'));
  const find = (id: string) => play.people.find((person) => person.id === id) ?? [];
  const directory: Directory = {
    personOn: async () => null,
    hotlineByNumber: async () => null,
    hotlines: async () => [],
    policy: async () => null,
    people: async (ids) => ids.flatMap(find),
    team: async () => null,
    trunks: async () => new Map(),
    lastAcceptedAt: async () => new Map(),
  };
  const schedules = {
    schedule: async (id: string) => play.schedules.find((schedule) => schedule.id === id) ?? null,
  };
  return dryRun(
    {
      sources: { directory, schedules },
      numberingPlan: FRANCE,
      maxOutboundLegs: play.maxOutboundLegs ?? 20,
    },
    {
      facts: called,
      answering: assumedAnswers(assumptions.value),
      caller: {
        patienceSeconds: play.patienceSeconds ?? null,
        talkSeconds: 60,
        messageSeconds: play.messageSeconds ?? 15,
      },
      timeZone: 'Europe/Paris',
    },
  );
}

/** How each try ended: `25 bob 202 no-answer`. */
export function tries({ timeline }: DryRun): string[] {
  return timeline.flatMap(({ afterSeconds, callEvent, dialled }) =>
    callEvent.kind === 'attempt-ended'
      ? [`${afterSeconds} ${dialled?.name} ${dialled?.address} ${callEvent.outcome}`]
      : [],
  );
}
