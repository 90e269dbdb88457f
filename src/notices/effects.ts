import type { Instant } from '../runtime/instant.ts';
import type { LogEntry } from '../tasks/log-book.ts';
import type { NewTask } from '../tasks/task-store.ts';
import type { DomainEvent, WaitingDomainEvent } from './domain-event.ts';
import type { NewNotice } from './outbox.ts';

/** Everything that telling one event comes to: done in one transaction, with which the event is gone. */
export interface Effects {
  readonly notices: readonly NewNotice[];
  readonly log: readonly Omit<LogEntry, 'id'>[];
  readonly task: NewTask | null;
  /** A call of which the message turned out to be empty: its task is one of a missed call. */
  readonly emptyCallId?: string;
}

export const NOTHING: Effects = { notices: [], log: [], task: null };

export function together(effectsOfAll: readonly Effects[]): Effects {
  return {
    notices: effectsOfAll.flatMap(({ notices }) => notices),
    log: effectsOfAll.flatMap(({ log }) => log),
    task: effectsOfAll.find(({ task }) => task !== null)?.task ?? null,
  };
}

/** Most of what happens in a call is told to nobody. */
export function isNothing({ notices, log, task }: Effects): boolean {
  return notices.length === 0 && log.length === 0 && task === null;
}

/** Where events wait to be told. */
export interface DomainEventStore {
  /** The oldest first; without dead letters. */
  waiting(most: number): Promise<readonly WaitingDomainEvent[]>;
  settle(waiting: WaitingDomainEvent, effects: Effects): Promise<void>;
  /** Nothing comes of these: all of them go in one transaction. */
  drop(waiting: readonly WaitingDomainEvent[]): Promise<void>;
  /** An event that a bug of ours keeps from being told must not keep the others, nor calls, from theirs. */
  keepAsDeadLetter(waiting: WaitingDomainEvent, trouble: string): Promise<void>;
  /** At start: the next version may tell what this one could not. */
  retryDeadLetters(): Promise<void>;
  /** For what happens in no transaction of its own: a connection is lost. */
  write(event: DomainEvent, at: Instant): Promise<void>;
  /** How many are dead letters; more than 0 is an alarm. */
  deadLetters(): Promise<number>;
}
