import type { AlarmDetail } from '../../domain/notice/alarm-detail.ts';
import type { ByCode } from '../by-code.ts';

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
};
