import type { AlarmDetail } from '../../domain/notice/alarm-detail.ts';
import type { ByCode } from '../by-code.ts';

export const FRENCH_ALARM_DETAILS: ByCode<AlarmDetail> = {
  'link-not-reached': () => 'Asterisk ne peut pas être joint',
  'link-password-refused': () => 'Asterisk refuse le mot de passe ARI',
  'link-without-ari': () => 'Asterisk répond, mais pas pour ARI',
  'link-starting': () => 'Asterisk démarre ou s’arrête',
  'link-answered-oddly': () => 'Asterisk répond ce qu’ARI ne répond pas',
  'link-websocket-refused': () => 'Asterisk n’ouvre pas le websocket',
  'link-closed': () => 'Asterisk a fermé la connexion',
  'link-silent': () => 'plus rien n’arrivait par la connexion',
  'trunk-missing': () => 'Asterisk ne connaît pas ce trunk',
  'trunk-offline': () => 'il ne répond pas à Asterisk, ou n’y est pas enregistré',
  folder: ({ path }) => path,
  said: ({ said }) => `« ${said} »`,
};
