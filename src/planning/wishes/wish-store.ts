import type { Preference } from '../../domain/planning-proposal/problem.ts';
import type { LocalDate } from '../../domain/schedule/calendar.ts';
import type { AskedPerson, DayWish, WishRound } from '../../domain/wishes/wish-round.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Author } from '../configuration.ts';

/** Where rounds of wishes are looked up. */
export interface WishReader {
  round(id: number): Promise<WishRound | null>;
  /** The latest first. */
  ofSchedule(scheduleId: string): Promise<readonly WishRound[]>;
  /** Rounds in which somebody is asked, whose period has not ended before `day`; the earliest first. */
  ofPerson(personId: string, day: LocalDate): Promise<readonly WishRound[]>;
  asked(roundId: number): Promise<readonly AskedPerson[]>;
  /** By person; who has none is missing. */
  wishes(roundId: number): Promise<ReadonlyMap<string, readonly DayWish[]>>;
  /** Whose wishes of which round a private link leads to. */
  byLink(tokenHash: string): Promise<{ readonly roundId: number; readonly personId: string } | null>;
}

/** Where rounds of wishes are kept. */
export interface WishStore extends WishReader {
  /** Opens a round and has everybody asked. */
  open(round: Omit<WishRound, 'id'>, personIds: readonly string[], author: Author): Promise<WishRound>;
  setDay(roundId: number, personId: string, day: LocalDate, preference: Preference | null): Promise<void>;
  /** They say that they are done. */
  answer(roundId: number, personId: string, at: Instant): Promise<void>;
  /** Has these reminded, at a supervisor's wish. */
  remind(roundId: number, personIds: readonly string[], at: Instant): Promise<void>;
  /** Writes down, with what is to be told of it, the reminders that are due and the rounds that are over. */
  tellWhatIsDue(now: Instant): Promise<void>;
}
