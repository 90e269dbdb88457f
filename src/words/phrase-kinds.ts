/** A time as clocks on a wall show it. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** How long a day is written: `1er janvier`, or with its weekday, cut short, `ven. 1er janv.`; `25/12` is never. */
export type Style = 'long' | 'short' | 'brief';

/** How a language puts names, dates and times into a sentence: its prepositions, articles and small words. */
export interface Phrases {
  /** Of or by somebody or something: `d’Alice`, `du planning`; `of Alice`. */
  of(name: string): string;
  /** `à Alice`, `au standard`; `to Alice`. */
  to(name: string): string;
  /** `18 h`, `18 h 30`; `18:00`. */
  clock(time: WallTime): string;
  /** To the second, as records have it; never to be taken for how long something took: `18:00:05`. */
  clockToTheSecond(time: WallTime): string;
  /**
   * `1er janvier`, with the year where it is not `now`'s (null: always); short, `ven. 1er janv.`; brief, `1er janv.`.
   * `1 January`, `Fri 1 Jan`, `1 Jan`.
   */
  day(time: WallTime, now: WallTime | null, style?: Style): string;
  /** `novembre 2026` */
  month(time: WallTime): string;
  /**
   * Standing by itself: `à 18 h` today, since `18 h` alone may be how long something took, else `1er janvier à 18 h`;
   * `18:00`, `1 January at 18:00`.
   */
  moment(time: WallTime, now: WallTime | null, style?: Style): string;
  /** `à 18 h` today, else `le 1er janvier à 18 h`; `at 18:00`, `on 1 January at 18:00`. */
  at(time: WallTime, now: WallTime | null, style?: Style): string;
  /** `à partir de 18 h` today, else `à partir du 1er janvier à 18 h`; `from 18:00`, `from 1 January at 18:00`. */
  from(time: WallTime, now: WallTime | null, style?: Style): string;
  /** `depuis 18 h` today, else `depuis le 1er janvier à 18 h`; `since 18:00`, `since 1 January at 18:00`. */
  since(time: WallTime, now: WallTime | null, style?: Style): string;
  /** `jusqu’à 18 h` today, else `jusqu’au 1er janvier à 18 h`; `until 18:00`, `until 1 January at 18:00`. */
  until(time: WallTime, now: WallTime | null, style?: Style): string;
  /** `le 2 mars de 8 h à 18 h`, `du 1er janvier à 18 h au 2 janvier à 8 h`; `from … to …`. */
  between(start: WallTime, end: WallTime, now: WallTime | null, style?: Style): string;
  /** Whole days: `le 2 mars`, `du 1er janvier au 2 janvier`; `on 2 March`, `from … to …`. */
  days(first: WallTime, last: WallTime, now: WallTime | null, style?: Style): string;
}

export function isSameDay(one: WallTime, other: WallTime | null): boolean {
  return other !== null && one.year === other.year && one.month === other.month && one.day === other.day;
}

/** 0: Sunday. */
export function weekdayOf({ year, month, day }: WallTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** Of `2026-11-25 18:00`, with or without seconds. */
export function readWallTime(text: string): WallTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute, second };
}
