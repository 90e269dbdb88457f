import type { Author } from '../../planning/configuration.ts';
import type { Logger } from '../../runtime/log.ts';
import type { Telephony } from '../telephony.ts';
import type { MessageStore } from './message-store.ts';

export interface EraseMessageDependencies {
  readonly messages: Pick<MessageStore, 'erase'>;
  readonly telephony: Pick<Telephony, 'deleteRecording'>;
  readonly log: Logger;
}

export type EraseMessage = (callId: string, recording: string, author: Author) => Promise<boolean>;

/** Erases a message here, and the copy that Asterisk still has when it could not be told so as the message was kept. */
export function createEraseMessage({ messages, telephony, log }: EraseMessageDependencies): EraseMessage {
  return async (callId, recording, author) => {
    if (!(await messages.erase(callId, recording, author))) return false;
    const done = await telephony.deleteRecording(recording);
    if (!done.ok)
      log.warn({ recording, reason: done.error.detail }, 'Asterisk may still have an erased message');
    return true;
  };
}
