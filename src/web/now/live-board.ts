import type { CallHistory } from '../../calls/log/call-history.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { CallFacts } from '../../domain/escalation/call-state.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';

/** Watchers are told at most this often, however much happens. */
const TELL_EVERY_MS = 250;
/** An ended call stays in sight as long. */
const LINGER_MS = 12_000;

export interface LiveCall {
  readonly facts: CallFacts;
  readonly callEvents: readonly CallEvent[];
}

/**
 * The calls that go on now, in memory. `tell` is called on the calls' own path, once what happened is saved: it keeps
 * a reference and sets a timer, no more; whatever watchers cost comes later, and once for all of them.
 */
export interface LiveBoard {
  tell(facts: CallFacts, callEvent: CallEvent): void;
  /** The oldest first. */
  calls(): readonly LiveCall[];
  /** Told some time after something happened; gives a function that ends it. */
  watch(listener: () => void): () => void;
}

interface BoardedCall {
  readonly facts: CallFacts;
  callEvents: CallEvent[];
}

export function createLiveBoard(clock: Clock, history: Pick<CallHistory, 'find'>, log: Logger): LiveBoard {
  const calls = new Map<string, BoardedCall>();
  const listeners = new Set<() => void>();
  let isSending = false;

  function changed(): void {
    if (isSending || listeners.size === 0) return;
    isSending = true;
    clock.at(clock.now() + TELL_EVERY_MS, () => {
      isSending = false;
      for (const listener of listeners) listener();
    });
  }

  /** A call of an earlier life of the service: what happened then is in the log. */
  async function recall(call: BoardedCall, reconciled: CallEvent): Promise<void> {
    const record = await history.find(call.facts.callId);
    const from =
      record?.timeline.findLastIndex(({ kind, at }) => kind === 'reconciled' && at === reconciled.at) ?? -1;
    if (!record || from < 0) return;
    call.callEvents = [...record.timeline.slice(0, from), ...call.callEvents];
    changed();
  }

  return {
    tell(facts, callEvent) {
      const known = calls.get(facts.callId);
      const call = known ?? { facts, callEvents: [] };
      call.callEvents.push(callEvent);
      if (!known) calls.set(facts.callId, call);
      if (!known && callEvent.kind === 'reconciled')
        recall(call, callEvent).catch((error: unknown) =>
          log.error({ err: error }, 'a call was not recalled'),
        );
      if (callEvent.kind === 'call-ended')
        clock.at(clock.now() + LINGER_MS, () => {
          calls.delete(facts.callId);
          changed();
        });
      changed();
    },
    calls: () => [...calls.values()].toSorted((a, b) => a.facts.startedAt - b.facts.startedAt),
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
