import type { CandidateSources } from '../calls/live/candidates.ts';
import type { ConfirmCallDependencies, ConfirmCalls } from '../calls/own/confirm-calls.ts';
import type { Calling, ConfirmCallRule } from '../domain/notice/confirm-call-time.ts';
import type { ScheduleInForce } from '../domain/schedule/schedule.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { StoreUnavailable } from '../runtime/store-unavailable.ts';
import type { Confirmation, Confirmations } from './confirmations.ts';
import { hotlinesWith } from './notify-duty.ts';
import type { Recipients } from './recipients.ts';

export interface ConfirmRingingDependencies {
  readonly candidates: CandidateSources;
  readonly recipients: Recipients;
  readonly confirmations: Pick<Confirmations, 'called'>;
  readonly calls: Pick<ConfirmCalls, 'room' | 'ring'>;
  /** Whether Asterisk can be asked to ring anybody now. */
  readonly isConnected: () => boolean;
  readonly rule: ConfirmCallRule;
  readonly clock: Clock;
}

/** Rings up those who have not confirmed: who, in which language, showing whose number. */
export interface ConfirmRinging {
  /** When this person is called for that, and when not. */
  callingOf(shift: Confirmation, schedule: ScheduleInForce): Promise<Calling>;
  /** False: not now, for want of a line. Nothing is written down then, and it is asked again. */
  canRing(): boolean;
  /** After it was written down that they are dialled. */
  ring(shift: Confirmation, schedule: ScheduleInForce): Promise<void>;
}

export function createConfirmRinging(dependencies: ConfirmRingingDependencies): ConfirmRinging {
  const { candidates, recipients, calls, rule } = dependencies;
  return {
    async callingOf({ personId }, { timeZone }) {
      const [person] = await recipients.of([personId]);
      const quiet = [{ ...rule.night, timeZone }, ...(person?.quiet ? [person.quiet] : [])];
      return { beforeLimitSeconds: rule.beforeLimitSeconds, quiet };
    },
    canRing: () => dependencies.isConnected() && calls.room() > 0,
    async ring(shift, { timeZone }) {
      const hotlines = await hotlinesWith({ candidates }, shift.scheduleId, shift.startAt);
      // Mobiles are dialled through a trunk.
      const shown = hotlines.find(({ hotline }) => hotline.trunk !== null) ?? hotlines[0];
      const [recipient] = await recipients.of([shift.personId]);
      const [person] = await candidates.directory.people([shift.personId]);
      if (!shown || !recipient || !person)
        return dependencies.confirmations.called(shift.id, 'not-possible', dependencies.clock.now());
      calls.ring({
        confirmation: shift.id,
        hotline: shown.hotline,
        person: { contactMethods: person.contactMethods, language: recipient.language },
        startAt: shift.startAt,
        timeZone,
      });
    },
  };
}

/** A database that is locked for a moment must not cost an answer that somebody gave. */
const TRIES = 10;
const RETRY_SECONDS = 1;

/** Where automatic calls write down what was answered, and how they ended. */
export function createConfirmCallStore(
  confirmations: Pick<Confirmations, 'confirm' | 'decline' | 'called'>,
  clock: Clock,
  onDomainEvent: () => void,
): ConfirmCallDependencies['store'] {
  const wait = () =>
    new Promise<void>((resolve) => void clock.at(clock.now() + RETRY_SECONDS * SECOND, resolve));

  async function patiently<T>(write: () => Promise<T>, otherwise: T): Promise<T> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        const done = await write();
        onDomainEvent();
        return done;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await wait();
      }
    }
    return otherwise;
  }

  return {
    answer: (id, answer) =>
      patiently(
        () =>
          answer === 'confirmed'
            ? confirmations.confirm(id, 'key', clock.now())
            : confirmations.decline(id, 'key', clock.now()),
        false,
      ),
    ended: (id, outcome) => patiently(() => confirmations.called(id, outcome, clock.now()), undefined),
  };
}
