import type { NoMessage } from '../../domain/installation/fault-detail.ts';
import type { AlarmDetail } from '../../domain/notice/alarm-detail.ts';
import type { ByCode } from '../by-code.ts';
import { endReasonInWords, networkCodes } from '../reason-words.ts';

/** Why a test call left no message. */
const NO_MESSAGE: Readonly<Record<NoMessage, string>> = {
  silence: 'the tone that was played is not in it',
  'too-short': 'what was recorded is too short',
  failed: 'it could not be recorded',
  accepted: 'somebody took the call',
  voicemail: 'the message was not found',
  'empty-message': 'nothing is heard in it',
  'caller-hung-up': 'the call ended before it',
  refused: 'the call was refused',
  announced: 'the hotline takes no messages',
  fallback: 'the dialplan had the call',
};

export const ENGLISH_ALARM_DETAILS: ByCode<AlarmDetail> = {
  'link-not-reached': () => 'Asterisk cannot be reached',
  'link-password-refused': () => 'Asterisk refuses the ARI password',
  'link-without-ari': () => 'Asterisk answers, but not for ARI',
  'link-starting': () => 'Asterisk is starting or stopping',
  'link-answered-oddly': () => 'Asterisk answers what ARI does not',
  'link-websocket-refused': () => 'Asterisk does not open the websocket',
  'link-closed': () => 'Asterisk closed the connection',
  'link-silent': () => 'nothing came through the connection any more',
  'trunk-missing': () => 'Asterisk has no such trunk',
  'trunk-offline': () => 'it does not answer Asterisk, or is not registered there',
  folder: ({ path }) => path,
  said: ({ said }) => said,
  network: (reason) => `${endReasonInWords(reason, 'en')}: ${networkCodes(reason)}`,
  'asterisk-refused': (reason) => endReasonInWords(reason, 'en'),
  'asterisk-unavailable': (reason) => endReasonInWords(reason, 'en'),
  'too-many-own-calls': (reason) => endReasonInWords(reason, 'en'),
  packets: ({ packets }) => `${packets} ${packets === 1 ? 'packet' : 'packets'} of sound`,
  'no-message': ({ why }) => NO_MESSAGE[why],
};
