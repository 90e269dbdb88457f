import type { CallInput } from '../../domain/escalation/call-input.ts';
import type { CallFacts } from '../../domain/escalation/call-state.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import type { SoundRule } from '../../domain/sound/loudness.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { CallLog } from '../log/call-log.ts';
import type { MessageCopies } from '../messages/message-copies.ts';
import type { LegId, Telephony } from '../telephony.ts';
import type { CandidateSources } from './candidates.ts';
import type { Engagements } from './engagements.ts';

/** All that the commands of one call act on. */
export interface CommandContext {
  readonly facts: CallFacts;
  readonly callerLeg: LegId;
  readonly telephony: Telephony;
  readonly sources: CandidateSources;
  readonly callLog: CallLog;
  readonly copies: Pick<MessageCopies, 'keep'>;
  /** What of a message counts as sound. */
  readonly soundRule: SoundRule;
  readonly engagements: Engagements;
  readonly numberingPlan: NumberingPlan;
  readonly outboundLegs: {
    readonly max: number;
    inUse(): number;
    /** That attempt rings nothing after all: it uses no leg from now on. */
    release(attempt: number): void;
  };
  readonly now: () => Instant;
  /** Tells the session what came of it. */
  readonly emit: (event: CallInput) => void;
  /** The caller is gone, and nobody said why. */
  readonly missCaller: () => void;
  readonly warn: (what: string, detail: string) => void;
}
