/** What an alarm is about, and how far it has been told. `ahead`: only to the person, before their duty. */
export const ALARM_STAGES = ['ahead', 'told'] as const;
export type AlarmStage = (typeof ALARM_STAGES)[number];

/** Whether the thing matters now: a person is on duty, or soon will be; a trunk is always needed. */
export type Need = 'now' | 'soon' | 'none';

/**
 * `forget`: the alarm ends without a word, because nobody needs the thing any more (a duty is over, or was taken over).
 */
export type AlarmStep = 'notify-ahead' | 'notify' | 'notify-back' | 'forget' | 'nothing';

/**
 * What is to be told next, if anything. `open`: the alarm that stands; `state`: null while nothing can be said. Each
 * stage of an alarm is told once, however long it lasts.
 */
export function alarmStep(open: AlarmStage | null, need: Need, state: 'up' | 'down' | null): AlarmStep {
  if (need === 'none') return open === null ? 'nothing' : 'forget';
  if (state === null) return 'nothing';
  if (state === 'up') return open === null ? 'nothing' : 'notify-back';
  if (need === 'soon') return open === null ? 'notify-ahead' : 'nothing';
  return open === 'told' ? 'nothing' : 'notify';
}

/** A person is reached as long as one of their contact methods may be; null: nothing can be said of any of them. */
export function stateOfAll(methods: readonly ('up' | 'down' | null)[]): 'up' | 'down' | null {
  if (methods.includes('up')) return 'up';
  return methods.includes(null) || methods.length === 0 ? null : 'down';
}
