import type { Answer, Answering } from '../../calls/dry-run/assumptions.ts';
import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { Dialable } from '../../domain/escalation/call-state.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { DialledAttempt } from '../../domain/statistics/call-of-events.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import { actsAfterSeconds, goingOn, type SeenAnswer, seenAnswer } from './seen-answer.ts';

/** How people answer in one call that is replayed. */
export interface CallAnswers {
  readonly answering: Answering;
  /** Whether what happened in the replay rests on something that was never seen in that call. */
  restsOnAssumptions(timeline: readonly CallEvent[]): boolean;
}

/** What people did in a period, by address and by person: what is assumed where nobody was dialled. */
export class PeopleAsSeen {
  readonly #byAddress = new Map<string, SeenAnswer[]>();
  readonly #byPerson = new Map<string, SeenAnswer[]>();
  readonly #all: SeenAnswer[] = [];
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** What was cut short says nothing of what would have come. */
  add(attempts: readonly DialledAttempt[]): void {
    for (const attempt of attempts) {
      const seen = seenAnswer(attempt);
      const wasCut = seen?.seenSeconds !== null && attempt.outcome !== 'no-answer';
      if (seen === null || wasCut || seen.behaviour.kind === 'engaged') continue;
      put(this.#byAddress, describeTarget(attempt.target), seen);
      if (attempt.personId !== null) put(this.#byPerson, attempt.personId, seen);
      this.#all.push(seen);
    }
  }

  /** As in the call itself, try by try at each address; and where it was not dialled, as they were seen to do otherwise. */
  in(callId: string, attempts: readonly DialledAttempt[]): CallAnswers {
    const here = new Map<string, SeenAnswer[]>();
    for (const attempt of attempts) {
      const seen = seenAnswer(attempt);
      if (seen) put(here, describeTarget(attempt.target), seen);
    }
    const dialled = new Map<string, number>();
    /** By attempt of the replay: for how long it goes as it was seen. */
    const known = new Map<number, number>();
    const answering = (attempt: number, who: Dialable): Answer => {
      const address = describeTarget(who.target);
      const nth = dialled.get(address) ?? 0;
      dialled.set(address, nth + 1);
      const seen = here.get(address);
      const found = seen?.[nth];
      const draw = (after: number) => this.#draw(`${callId} ${address} ${nth}`, who, after);
      if (found === undefined) {
        known.set(attempt, -1);
        // Dialled once more than they were: as the last time.
        return seen?.at(-1) ?? draw(0);
      }
      if (found.seenSeconds === null) return found;
      known.set(attempt, found.seenSeconds);
      const isEnough = found.behaviour.kind !== 'no-answer' || who.ringSeconds <= found.seenSeconds;
      return isEnough ? found : goingOn(found, draw(found.seenSeconds));
    };
    return { answering, restsOnAssumptions: (timeline) => lastsLonger(timeline, known) };
  }

  /** One of those that did nothing until then: at that address, by that person, or by anybody. Nothing known: nobody answers. */
  #draw(what: string, who: Dialable, afterSeconds: number): Answer {
    const pools = [
      this.#byAddress.get(describeTarget(who.target)),
      who.personId === null ? undefined : this.#byPerson.get(who.personId),
      this.#all,
    ];
    for (const pool of pools) {
      const fitting = pool?.filter((one) => actsAfterSeconds(one) >= afterSeconds) ?? [];
      const drawn = fitting[chance(`${this.#seed} ${what}`) % fitting.length];
      if (drawn) return drawn;
    }
    return { networkSeconds: 0, behaviour: { kind: 'no-answer' } };
  }
}

/** Whether a try lasted beyond what is known of it. */
function lastsLonger(timeline: readonly CallEvent[], known: ReadonlyMap<number, number>): boolean {
  const startedAt = new Map<number, Instant>();
  return timeline.some((one) => {
    if (one.kind === 'attempt-started') startedAt.set(one.attempt, one.at);
    if (one.kind !== 'attempt-ended') return false;
    const limit = known.get(one.attempt);
    return limit !== undefined && (one.at - (startedAt.get(one.attempt) ?? one.at)) / SECOND > limit;
  });
}

/** The same number for the same words, spread evenly: FNV-1a. */
function chance(words: string): number {
  let hash = 0x811c9dc5;
  for (const letter of words) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}

function put(map: Map<string, SeenAnswer[]>, key: string, seen: SeenAnswer): void {
  const list = map.get(key);
  if (list) list.push(seen);
  else map.set(key, [seen]);
}
