import type { Language } from '../../domain/person.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Media } from '../telephony.ts';

/** Sounds that Asterisk ships in both languages, put together to numbers and times. */
type Sounds = readonly string[];

const DAY_MS = 86_400_000;

/** 0 to 99; what is more is said as 99. */
export function spokenNumber(value: number, language: Language): readonly Media[] {
  return sounds(numberSounds(value, language));
}

/** "tomorrow 8 o'clock A.M.", "demain 8 heure": `at` on the clocks of `timeZone`, seen from `now`. */
export function spokenMoment(
  at: Instant,
  { timeZone, language, now }: { timeZone: string; language: Language; now: Instant },
): readonly Media[] {
  const [day = '', time = ''] = localOf(at, timeZone).split(' ');
  const [today = ''] = localOf(now, timeZone).split(' ');
  return sounds([...daySounds(day, today, language), ...timeSounds(time, language)]);
}

/** Weekdays name the six days on either side; further away, the date is said. */
function daySounds(day: string, today: string, language: Language): Sounds {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
  if (days === 0) return ['digits/today'];
  if (days === 1) return ['digits/tomorrow'];
  if (days === -1) return ['digits/yesterday'];
  const date = new Date(Date.parse(day));
  const weekday = `digits/day-${date.getUTCDay()}`;
  if (Math.abs(days) < 7) return [weekday];
  const month = `digits/mon-${date.getUTCMonth()}`;
  const number = numberSounds(date.getUTCDate(), language);
  return language === 'fr' ? [weekday, ...number, month] : [weekday, month, ...number];
}

function timeSounds(time: string, language: Language): Sounds {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (language === 'fr')
    return [
      ...numberSounds(hour, language),
      'digits/oclock',
      ...(minute === 0 ? [] : numberSounds(minute, language)),
    ];
  const half = hour < 12 ? 'digits/a-m' : 'digits/p-m';
  const minutes =
    minute === 0
      ? ['digits/oclock']
      : [...(minute < 10 ? ['digits/0'] : []), ...numberSounds(minute, language)];
  return [...numberSounds(hour % 12 === 0 ? 12 : hour % 12, language), ...minutes, half];
}

function numberSounds(value: number, language: Language): Sounds {
  const number = Math.max(0, Math.min(99, Math.floor(value)));
  if (number <= 20) return [`digits/${number}`];
  // Soixante-dix-sept, quatre-vingt-dix-sept: twenty are counted on from sixty and from eighty.
  const step = language === 'fr' && number > 60 ? 20 : 10;
  const rest = number % step;
  const tens = `digits/${number - rest}`;
  if (rest === 0) return [tens];
  if (language === 'fr' && (rest === 1 || rest === 11) && number < 80)
    return [tens, 'vm-and', `digits/${rest}`];
  return [tens, `digits/${rest}`];
}

function sounds(names: Sounds): readonly Media[] {
  return names.map((name) => ({ kind: 'sound', name }));
}
