import type { Candidate } from '../../../src/domain/call.ts';
import { type Advance, advance, begin } from '../../../src/domain/escalation/advance.ts';
import type { CallEvent } from '../../../src/domain/escalation/call-event.ts';
import type { CallInput } from '../../../src/domain/escalation/call-input.ts';
import type { CallFacts, CallState } from '../../../src/domain/escalation/call-state.ts';
import type { Command } from '../../../src/domain/escalation/command.ts';
import { nextDeadlineAt } from '../../../src/domain/escalation/deadlines.ts';
import type { EscalationPolicy, Step } from '../../../src/domain/escalation/policy.ts';
import type { MeasuredRecording } from '../../../src/domain/escalation/recording.ts';
import type { Hotline } from '../../../src/domain/hotline.ts';
import type { E164, Extension, Trunk } from '../../../src/domain/phone-number.ts';
import { NO_HOLIDAYS } from '../../../src/domain/schedule/duty-window.ts';

export const START = Date.UTC(2026, 10, 23, 2, 10);

export function person(id: string, overrides: Partial<Candidate> = {}): Candidate {
  return {
    personId: id,
    name: id,
    language: 'en',
    skills: [],
    contactMethods: [{ target: { kind: 'extension', extension: id as Extension }, mustAccept: true }],
    lastAcceptedAt: null,
    reason: { code: 'planned-shift', until: null },
    dutyUntil: null,
    ...overrides,
  };
}

export function step(overrides: Partial<Step> = {}): Step {
  return { targets: [], strategy: 'in-order', ringSeconds: 20, skill: null, ...overrides };
}

export function policy(overrides: Partial<EscalationPolicy> = {}): EscalationPolicy {
  return { id: 'p', name: 'P', steps: [step(), step()], rounds: 1, overallLimitSeconds: 600, ...overrides };
}

export function hotline(overrides: Partial<Hotline> = {}): Hotline {
  return {
    id: 'support',
    name: 'Support',
    language: 'en',
    numbers: ['4000'],
    policyId: 'p',
    timeZone: 'UTC',
    holidays: NO_HOLIDAYS,
    branches: [],
    answer: 'at-entry',
    greetingSound: null,
    recordedGreeting: null,
    nameSound: null,
    hold: { kind: 'ringback' },
    callerId: '+33123456789' as E164,
    trunk: 'trunk' as Trunk,
    acceptWindowSeconds: 20,
    ringEngagedPeople: false,
    refuseForwards: false,
    blocked: { numbers: [], anonymous: false, treatment: 'busy' },
    reportTo: [],
    noAnswer: { kind: 'voicemail', voicemail: { maxSeconds: 120, minSeconds: 2 } },
    ...overrides,
  };
}

export function facts(overrides: Partial<CallFacts> = {}): CallFacts {
  return {
    callId: 'c1',
    startedAt: START,
    dialled: '4000',
    caller: { number: '+33612345678', name: null },
    hotline: hotline(),
    branch: null,
    policy: policy(),
    ...overrides,
  };
}

/** Plays a call by hand: give it events and the time, read what it wants and what it wrote. */
export class PlayedCall {
  state: CallState;
  now = START;
  readonly commands: Command[] = [];
  readonly happened: CallEvent[] = [];
  /** Who each step finds; by step index. */
  readonly onDuty: Candidate[][];

  constructor(callFacts: CallFacts, onDuty: Candidate[][]) {
    this.onDuty = onDuty;
    const first = begin(callFacts, this.now);
    this.state = first.state;
    this.#keep(first);
  }

  give(event: CallInput): this {
    const next = advance(this.state, event, this.now);
    this.state = next.state;
    this.#keep(next);
    return this;
  }

  /** Lets time pass, delivering each deadline on its instant, as the session's timer does. */
  after(seconds: number): this {
    const until = this.now + seconds * 1000;
    for (let at = nextDeadlineAt(this.state); at !== null && at <= until; at = nextDeadlineAt(this.state)) {
      this.now = Math.max(at, this.now);
      this.give({ type: 'time-passed' });
    }
    this.now = until;
    return this;
  }

  rings(attempt: number): this {
    return this.give({ type: 'leg-ringing', attempt });
  }

  answers(attempt: number): this {
    return this.give({ type: 'leg-answered', attempt });
  }

  presses(attempt: number, key: string): this {
    return this.give({ type: 'leg-key', attempt, key });
  }

  ends(attempt: number, cause: Extract<CallInput, { type: 'leg-ended' }>['cause'] = 'hung-up'): this {
    return this.give({ type: 'leg-ended', attempt, cause, why: null });
  }

  callerLeaves(): this {
    return this.give({ type: 'caller-left' });
  }

  /** The recording ends, and is measured: heard, unless said otherwise, and as long as Asterisk said. */
  recorded(seconds: number | null, measured: MeasuredRecording = { seconds, isAudible: true }): this {
    const recording = 'c1-message';
    this.give({ type: 'recording-finished', recording, seconds, stored: true });
    return this.give({ type: 'recording-measured', recording, ...measured });
  }

  /** The caller has heard what is being said. */
  heard(played = true): this {
    if (this.state.hearing.kind !== 'words') throw new Error('the caller hears no words');
    return this.give({ type: 'play-finished', play: this.state.hearing.play, played });
  }

  /** Names dialled so far, in order; a number after the name is the attempt. */
  get dialled(): string[] {
    return this.happened.flatMap((h) => (h.kind === 'attempt-started' ? [h.name] : []));
  }

  get attemptOutcomes(): string[] {
    return this.happened.flatMap((h) => (h.kind === 'attempt-ended' ? [`${h.attempt} ${h.outcome}`] : []));
  }

  commandsOf<T extends Command['type']>(type: T): Extract<Command, { type: T }>[] {
    return this.commands.filter((c): c is Extract<Command, { type: T }> => c.type === type);
  }

  saw(kind: CallEvent['kind']): boolean {
    return this.happened.some((h) => h.kind === kind);
  }

  #keep(next: Advance): void {
    this.commands.push(...next.commands);
    this.happened.push(...next.happened);
    for (const command of next.commands) {
      if (command.type !== 'resolve-step') continue;
      this.give({
        type: 'candidates',
        resolution: command.resolution,
        candidates: this.onDuty[command.step] ?? [],
      });
    }
  }
}
