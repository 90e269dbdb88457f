import type { CalendarTrouble } from '../../domain/calendar-trouble.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Author } from '../configuration.ts';
import {
  type AbsenceCalendar,
  type AbsenceCalendarStore,
  type FetchCalendar,
  newCalendarId,
  type ReadAbsences,
  UNTRIED,
  type Validators,
} from './absence-calendar.ts';
import type { CalendarReading } from './absences-in-calendar.ts';

export interface ImportDependencies {
  readonly store: AbsenceCalendarStore;
  readonly read: ReadAbsences;
}

export interface RefreshDependencies extends ImportDependencies {
  readonly fetch: FetchCalendar;
  readonly now: () => Instant;
}

export interface CalendarFile {
  readonly personId: string;
  readonly name: string;
  readonly text: string;
  readonly timeZone: string;
}

export interface Imported extends CalendarReading {
  readonly changed: boolean;
}

const DAY = 24 * 3600 * SECOND;
/** What has been over for a month is history, whatever a calendar says of it now. */
const PAST = 31 * DAY;
/** Repetitions without an end are followed for eighteen months. */
const HORIZON = 548 * DAY;
/** An unchanged text is read anew after a week all the same: the horizon has moved on. */
const READ_ANEW = 7 * DAY;

/** Takes the absences of a file; a file of the same name for the same person takes the earlier one's place. */
export async function importCalendarFile(
  dependencies: ImportDependencies,
  { personId, name, text, timeZone }: CalendarFile,
  author: Author,
): Promise<Result<Imported, CalendarTrouble>> {
  const reading = await dependencies.read(text, readingOrder(timeZone, author.at));
  if (!reading.ok) return reading;
  const earlier = (await dependencies.store.list()).find(
    (one) => one.address === null && one.personId === personId && one.name === name,
  );
  const calendar = earlier ?? {
    id: newCalendarId(),
    personId,
    name,
    address: null,
    timeZone,
    addedAt: author.at,
    state: UNTRIED,
  };
  if (!earlier) await dependencies.store.add(calendar, author);
  return ok(await take(dependencies.store, calendar, reading.value, author, UNTRIED.validators));
}

/** Begins to follow a calendar at an address, unless it cannot be read. */
export async function followCalendar(
  dependencies: RefreshDependencies,
  { personId, address, timeZone }: { personId: string; address: string; timeZone: string },
  author: Author,
): Promise<Result<AbsenceCalendar & Imported, CalendarTrouble>> {
  const calendar: AbsenceCalendar = {
    id: newCalendarId(),
    personId,
    name: URL.canParse(address) ? new URL(address).hostname : '',
    address,
    timeZone,
    addedAt: author.at,
    state: UNTRIED,
  };
  const outcome = await fetchAndRead(dependencies, calendar, author.at);
  if (!outcome.ok) return outcome;
  if (outcome.value === 'unchanged') throw new Error('nothing was known that could be unchanged');
  await dependencies.store.add(calendar, author);
  const { reading, validators } = outcome.value;
  return ok({ ...calendar, ...(await take(dependencies.store, calendar, reading, author, validators)) });
}

/**
 * Looks at a followed calendar again. Whatever goes wrong, the absences that are known stay, and the trouble is kept for
 * all to see.
 */
export async function refreshCalendar(
  dependencies: RefreshDependencies,
  calendar: AbsenceCalendar,
): Promise<Result<Imported | 'unchanged', CalendarTrouble>> {
  const at = dependencies.now();
  const { store } = dependencies;
  const { state } = calendar;
  const outcome = await fetchAndRead(dependencies, calendar, at);
  if (!outcome.ok) {
    await store.note(calendar.id, { ...state, triedAt: at, trouble: outcome.error });
    return outcome;
  }
  if (outcome.value === 'unchanged') {
    await store.note(calendar.id, { ...state, triedAt: at, succeededAt: at, trouble: null });
    return ok('unchanged');
  }
  const { reading, validators } = outcome.value;
  return ok(await take(store, calendar, reading, { actor: `calendar ${calendar.name}`, at }, validators));
}

/** Looks at every followed calendar again, one after the other: none is in a hurry. */
export async function refreshCalendars(
  dependencies: RefreshDependencies,
  report: (calendar: AbsenceCalendar, outcome: Result<Imported | 'unchanged', CalendarTrouble>) => void,
): Promise<void> {
  for (const calendar of await dependencies.store.list()) {
    if (calendar.address !== null) report(calendar, await refreshCalendar(dependencies, calendar));
  }
}

async function fetchAndRead(
  { fetch, read }: RefreshDependencies,
  { address, timeZone, state }: AbsenceCalendar,
  at: Instant,
): Promise<Result<'unchanged' | { reading: CalendarReading; validators: Validators }, CalendarTrouble>> {
  if (address === null) throw new Error('a calendar that came as a file is not fetched');
  const isFresh = state.readAt !== null && state.readAt + READ_ANEW > at;
  const fetched = await fetch(address, isFresh ? state.validators : null);
  if (!fetched.ok) return fetched;
  if (fetched.value.kind === 'unchanged')
    return isFresh ? ok('unchanged') : fail({ code: 'unasked-unchanged' });
  const reading = await read(fetched.value.text, readingOrder(timeZone, at));
  if (!reading.ok) return reading;
  return ok({ reading: reading.value, validators: fetched.value.validators });
}

async function take(
  store: AbsenceCalendarStore,
  calendar: AbsenceCalendar,
  reading: CalendarReading,
  author: Author,
  validators: Validators,
): Promise<Imported> {
  const { at } = author;
  const changed = await store.replaceAbsences(calendar, at - PAST, reading.absences, author);
  await store.note(calendar.id, {
    validators,
    readAt: at,
    triedAt: at,
    succeededAt: at,
    trouble: null,
    skipped: reading.skipped,
    leftOut: reading.leftOut,
  });
  return { ...reading, changed };
}

function readingOrder(timeZone: string, at: Instant) {
  return { startAt: at - PAST, endAt: at + HORIZON, timeZone };
}

/** A server may be down for a night; after a day somebody has to look at it. */
const BROKEN_AFTER = DAY;

/** Whether its absences can no longer be relied on. */
export function isBroken({ address, addedAt, state }: AbsenceCalendar, now: Instant): boolean {
  return address !== null && state.trouble !== null && now - (state.succeededAt ?? addedAt) >= BROKEN_AFTER;
}
