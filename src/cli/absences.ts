import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createCalendarFetcher } from '../calendars/fetch-calendar.ts';
import { readApart } from '../calendars/read-apart.ts';
import type { Config } from '../config.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import type { Database } from '../database/database.ts';
import { createAbsenceCalendarStore } from '../database/planning/absence-calendar-store.ts';
import { isTimeZone, localOf } from '../domain/schedule/wall-clock.ts';
import type { AbsenceCalendar } from '../planning/absence-calendars/absence-calendar.ts';
import {
  followCalendar,
  type Imported,
  importCalendarFile,
  refreshCalendars,
} from '../planning/absence-calendars/import-absences.ts';
import { leftOutWords, skippedWords } from '../planning/absence-calendars/left-out.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { calendarTroubleInWords } from '../words/calendar-trouble-words.ts';
import { commandAuthor } from './calendar.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { withDatabase } from './with-database.ts';

export interface AbsencesFlags {
  readonly zone?: string;
}

/** `vigie absences import PERSON FILE`: when somebody is away, by an iCalendar file. */
export async function absencesImportCommand(
  config: Config,
  clock: Clock,
  personId: string,
  file: string,
  flags: AbsencesFlags,
): Promise<CommandResult> {
  const text = readText(file);
  if (!text.ok) return fail([`the file cannot be read: ${text.error}`]);
  return withDatabase(config.database, 'existing', async (db) => {
    const refused = await whyRefused(db, personId, flags);
    if (refused !== null) return fail([refused]);
    const imported = await importCalendarFile(
      needsOf(db, config, clock),
      {
        personId,
        name: file === '-' ? 'standard input' : basename(file),
        text: text.value,
        timeZone: flags.zone ?? config.timeZone,
      },
      commandAuthor(clock),
    );
    if (!imported.ok)
      return fail([`${file}: ${calendarTroubleInWords(imported.error, 'en')}`, 'nothing was changed']);
    return ok(asText(summary(imported.value)));
  });
}

/** `vigie absences follow PERSON ADDRESS`: the same from an address, looked at again every half hour by the service. */
export async function absencesFollowCommand(
  config: Config,
  clock: Clock,
  personId: string,
  address: string,
  flags: AbsencesFlags,
): Promise<CommandResult> {
  const given = address === '-' ? readText(address) : ok(address);
  if (!given.ok) return fail([`the address cannot be read: ${given.error}`]);
  return withDatabase(config.database, 'existing', async (db) => {
    const refused = await whyRefused(db, personId, flags);
    if (refused !== null) return fail([refused]);
    const followed = await followCalendar(
      needsOf(db, config, clock),
      { personId, address: given.value.trim(), timeZone: flags.zone ?? config.timeZone },
      commandAuthor(clock),
    );
    if (!followed.ok)
      return fail([`the calendar cannot be followed: ${calendarTroubleInWords(followed.error, 'en')}`]);
    return ok(
      asText([`following ${followed.value.name} as ${followed.value.id}`, ...summary(followed.value)]),
    );
  });
}

/** `vigie absences list`: every calendar of absences, and how its last reading went. */
export function absencesListCommand(
  config: Config,
  flags: { readonly json?: boolean },
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const calendars = await createAbsenceCalendarStore(db).list();
    // The address is a secret of its owner.
    if (flags.json)
      return ok(asJson(calendars.map(({ address, ...told }) => ({ ...told, followed: address !== null }))));
    const lines = calendars.map((calendar) => calendarLine(calendar, config.timeZone));
    return ok(asText(lines.length === 0 ? ['no calendars of absences'] : lines));
  });
}

/** `vigie absences refresh`: looks at every followed calendar now. */
export function absencesRefreshCommand(config: Config, clock: Clock): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const lines: string[] = [];
    const failures: string[] = [];
    await refreshCalendars(needsOf(db, config, clock), ({ id, name }, outcome) => {
      if (!outcome.ok)
        failures.push(`${id} ${name}: ${calendarTroubleInWords(outcome.error, 'en')}; what is known stays`);
      else if (outcome.value === 'unchanged') lines.push(`${id} ${name}: unchanged`);
      else lines.push(...summary(outcome.value).map((line) => `${id} ${name}: ${line}`));
    });
    return failures.length > 0 ? fail([...lines, ...failures]) : ok(asText(lines));
  });
}

/** `vigie absences unfollow ID`: its coming absences go, past ones stay. */
export function absencesUnfollowCommand(config: Config, clock: Clock, id: string): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const done = await createAbsenceCalendarStore(db).remove(id, commandAuthor(clock));
    return done
      ? ok(asText([`${id} is no longer followed`]))
      : fail([`there is no calendar ${id}; vigie absences list lists them`]);
  });
}

function needsOf(db: Database, config: Config, clock: Clock) {
  return {
    store: createAbsenceCalendarStore(db),
    read: readApart(clock),
    fetch: createCalendarFetcher(clock, config.calendarHosts),
    now: clock.now,
  };
}

async function whyRefused(db: Database, personId: string, { zone }: AbsencesFlags): Promise<string | null> {
  if (!(await readPeople(db, [personId])).has(personId)) return `there is no person ${personId}`;
  if (zone === undefined || isTimeZone(zone)) return null;
  return `--zone is ${JSON.stringify(zone)}: expected a time zone such as Europe/Paris`;
}

function summary({ absences, changed, skipped, leftOut }: Imported): readonly string[] {
  const count = absences.length === 1 ? '1 absence' : `${absences.length} absences`;
  const without = skippedWords(skipped, 'en');
  return [
    [count, ...(changed ? [] : ['nothing new']), ...(without === '' ? [] : [`skipped: ${without}`])].join(
      ', ',
    ),
    ...leftOut.map((event) => `left out ${leftOutWords(event, 'en')}`),
  ];
}

function calendarLine({ id, personId, name, address, state }: AbsenceCalendar, timeZone: string): string {
  const moment = (at: number | null) => (at === null ? 'never' : localOf(at, timeZone).slice(0, 16));
  const without = skippedWords(state.skipped, 'en');
  return [
    id,
    personId,
    `${address === null ? 'file' : 'calendar at'} ${name}`,
    `read ${moment(state.succeededAt)}`,
    ...(state.trouble === null
      ? []
      : [`trouble at ${moment(state.triedAt)}: ${calendarTroubleInWords(state.trouble, 'en')}`]),
    ...(without === '' ? [] : [`skipped: ${without}`]),
    ...state.leftOut.map((event) => `left out ${leftOutWords(event, 'en')}`),
  ].join('  ');
}

function readText(file: string): Result<string, string> {
  try {
    return ok(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return fail(error.message);
  }
}
