/** A time as clocks on a wall show it. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** How a language puts names, dates and times into a sentence: its prepositions, articles and small words. */
export interface Phrases {
  /** Of or by somebody or something: `d’Alice`, `du planning`; `of Alice`. */
  of(name: string): string;
  /** `à Alice`, `au standard`; `to Alice`. */
  to(name: string): string;
  /** `18 h`, `18 h 30`; `18:00`. */
  clock(time: WallTime): string;
  /** `1er janvier`, with the year where it is not `now`'s; `1 January`. */
  day(time: WallTime, now: WallTime): string;
  /** `à 18 h` today, else `le 1er janvier à 18 h`; `at 18:00`, `on 1 January at 18:00`. */
  at(time: WallTime, now: WallTime): string;
  /** `à partir de 18 h` today, else `à partir du 1er janvier à 18 h`; `from 18:00`, `from 1 January at 18:00`. */
  from(time: WallTime, now: WallTime): string;
  /** `jusqu’à 18 h` today, else `jusqu’au 1er janvier à 18 h`; `until 18:00`, `until 1 January at 18:00`. */
  until(time: WallTime, now: WallTime): string;
  /** `le 2 mars de 8 h à 18 h`, `du 1er janvier à 18 h au 2 janvier à 8 h`; `from … to …`. */
  between(start: WallTime, end: WallTime, now: WallTime): string;
}

export function isSameDay(one: WallTime, other: WallTime): boolean {
  return one.year === other.year && one.month === other.month && one.day === other.day;
}
