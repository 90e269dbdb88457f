import { userInfo } from 'node:os';
import type { Config } from '../config.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import type { Database } from '../database/database.ts';
import { createFeedStore } from '../database/planning/calendar-feed-store.ts';
import { readSchedules } from '../database/planning/schedule-store.ts';
import { LANGUAGES } from '../domain/person.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import {
  type CalendarFeed,
  type FeedSubject,
  hashOfToken,
  newFeedId,
  newToken,
} from '../planning/calendar-feed/feed.ts';
import type { Author } from '../planning/configuration.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { withDatabase } from './with-database.ts';

export interface CalendarAddFlags {
  readonly label?: string;
  readonly language?: string;
}

/** `vigie calendar add person|schedule ID`: a private address for a calendar program, shown this once. */
export function calendarAddCommand(
  config: Config,
  clock: Clock,
  kind: string,
  id: string,
  flags: CalendarAddFlags,
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const of = await findSubject(db, kind, id);
    if (!of.ok) return fail([of.error]);
    const language = LANGUAGES.find((one) => one === flags.language) ?? null;
    if (flags.language !== undefined && language === null)
      return fail([
        `--language is ${JSON.stringify(flags.language)}: expected one of ${LANGUAGES.join(', ')}`,
      ]);
    const token = newToken();
    const author = commandAuthor(clock);
    const feed: CalendarFeed = {
      id: newFeedId(),
      of: of.value,
      label: flags.label ?? '',
      language,
      createdAt: author.at,
      lastUsedAt: null,
    };
    await createFeedStore(db).add(feed, hashOfToken(token), author);
    return ok(
      asText([
        `http://${config.http.host}:${config.http.port}/calendar/${token}.ics`,
        `Whoever has this address sees the duty. It is not shown again; vigie calendar revoke ${feed.id} ends it.`,
      ]),
    );
  });
}

/** `vigie calendar list`: every feed, and when it was last read. */
export function calendarListCommand(
  config: Config,
  flags: { readonly json?: boolean },
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const feeds = await createFeedStore(db).list();
    if (flags.json) return ok(asJson(feeds));
    return ok(
      asText(feeds.length === 0 ? ['no feeds'] : feeds.map((feed) => feedLine(feed, config.timeZone))),
    );
  });
}

/** `vigie calendar revoke ID`: the feed's address leads nowhere from now on. */
export function calendarRevokeCommand(config: Config, clock: Clock, id: string): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const done = await createFeedStore(db).revoke(id, commandAuthor(clock));
    return done
      ? ok(asText([`revoked ${id}`]))
      : fail([`there is no feed ${id}; vigie calendar list lists them`]);
  });
}

/** Who changes something by a command. */
export function commandAuthor(clock: Clock): Author {
  return { actor: `command by ${userInfo().username}`, at: clock.now() };
}

async function findSubject(db: Database, kind: string, id: string): Promise<Result<FeedSubject, string>> {
  if (kind === 'person')
    return (await readPeople(db, [id])).has(id)
      ? ok({ kind, personId: id })
      : fail(`there is no person ${id}`);
  if (kind === 'schedule')
    return (await readSchedules(db, id)).has(id)
      ? ok({ kind, scheduleId: id })
      : fail(`there is no schedule ${id}`);
  return fail(`${JSON.stringify(kind)} has no calendar: expected person or schedule`);
}

function feedLine({ id, of, label, lastUsedAt }: CalendarFeed, timeZone: string): string {
  const subject = of.kind === 'person' ? of.personId : of.scheduleId;
  const used = lastUsedAt === null ? 'never read' : `last read ${localOf(lastUsedAt, timeZone).slice(0, 16)}`;
  return [id, `${of.kind} ${subject}`, used, ...(label === '' ? [] : [label])].join('  ');
}
