import type { CallEvent } from '../../domain/escalation/call-event.ts';
import type { CallState } from '../../domain/escalation/call-state.ts';
import type { Caller } from '../../domain/hotline.ts';
import type { Instant } from '../../runtime/instant.ts';

export interface CallHeader {
  readonly id: string;
  readonly hotlineId: string;
  readonly dialled: string;
  readonly caller: Caller;
  readonly startedAt: Instant;
  /** Placed to try the hotline: it rings as any other, and statistics leave it out. */
  readonly isTest?: boolean;
  /** By Vigie itself: nobody is told of it, and no task comes of it. */
  readonly isOwnTest?: boolean;
}

/** A call that had not ended when it was last written. `state` null: it had only just begun. */
export interface OpenCall {
  readonly callId: string;
  readonly callerLeg: string;
  readonly state: CallState | null;
}

/** A message that a caller left. */
export interface KeptMessage {
  readonly callId: string;
  readonly recording: string;
  readonly seconds: number | null;
  /** Nothing is heard in it: it is told to nobody as a message. */
  readonly isEmpty?: boolean;
  readonly audio: Buffer;
  readonly at: Instant;
}

/** A message whose audio is still on Asterisk, or lost there. */
export interface UnkeptMessage {
  readonly callId: string;
  readonly recording: string;
  /** Null: it was told as a message, and is judged when it is here. */
  readonly isEmpty: true | null;
  /** When the call ended. */
  readonly endedAt: Instant;
}

/** Where calls are written as they happen. Each method is one short local transaction. */
export interface CallLog {
  /** `callerLeg`: by which the caller is found again after a restart; none for a call that is only told of. */
  begin(header: CallHeader, callerLeg?: string): Promise<void>;
  /**
   * Appends to the call's timeline and brings its attempts and outcome up to date, with the state from which the
   * call can be taken up again, all or nothing. Without call events, only the state is new.
   */
  append(callId: string, callEvents: readonly CallEvent[], state?: CallState): Promise<void>;
  has(callId: string): Promise<boolean>;
  /** Voicemail that ended since `since`, whose audio is not kept yet. */
  unkeptMessages(since: Instant): Promise<readonly UnkeptMessage[]>;
  /** Calls that have not ended, the oldest first. */
  openCalls(): Promise<readonly OpenCall[]>;
  /** Keeps the audio of a message left for a call. A call that ended with a message ended with none if it is empty. */
  keepMessage(message: KeptMessage): Promise<void>;
}
