import type { Interval } from '../../runtime/instant.ts';
import { SECOND } from '../../runtime/instant.ts';
import type { FallbackReason } from '../escalation/call-event.ts';
import type { Task } from '../task/task.ts';
import { type CountedCall, secondsBetween } from './counted-call.ts';
import { mostAtOnce } from './peaks.ts';
import type { ReceivedCall } from './received-call.ts';
import { sumCall } from './sum-calls.ts';
import { type Sums, Tally } from './sums.ts';

export type OpenedTask = Pick<Task, 'kind' | 'openedAt' | 'takenAt' | 'doneAt' | 'reason'>;

/** Collects a day of a hotline, call by call. */
export class DayTally {
  readonly #tally = new Tally();
  readonly #present: Interval[] = [];
  readonly #waiting: Interval[] = [];
  readonly #zone: string;
  #calls = 0;

  constructor(zone: string) {
    this.#zone = zone;
  }

  addCall(call: ReceivedCall, counted: CountedCall): void {
    this.#calls += 1;
    sumCall(this.#tally, call, counted, this.#zone);
    if (counted.kind === 'refused') return;
    const { startedAt, endedAt } = call;
    this.#present.push({ startAt: startedAt, endAt: endedAt });
    const taken = counted.takenSeconds === null ? endedAt : startedAt + counted.takenSeconds * SECOND;
    this.#waiting.push({ startAt: startedAt, endAt: Math.min(taken, endedAt) });
  }

  addTask({ kind, openedAt, takenAt, doneAt, reason }: OpenedTask): void {
    this.#tally.add('tasks', kind);
    const seenTo = takenAt ?? doneAt;
    if (seenTo !== null) this.#tally.add('task-taken', secondsBetween(openedAt, seenTo));
    if (doneAt !== null) this.#tally.add('task-done', secondsBetween(openedAt, doneAt));
    if (reason !== null) this.#tally.add('task-ends', reason);
  }

  addFallback(why: FallbackReason): void {
    this.#tally.add('fallback', why);
  }

  /** How many were added. */
  get calls(): number {
    return this.#calls;
  }

  get sums(): Sums {
    if (this.#present.length > 0) {
      this.#tally.add('peaks', 'callers', mostAtOnce(this.#present));
      this.#tally.add('peaks', 'waiting', mostAtOnce(this.#waiting));
    }
    return this.#tally.sums;
  }
}
