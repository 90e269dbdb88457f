import type { Hotline } from '../../domain/hotline.ts';
import { mayAboutHotline, type Right, scopeOf } from '../../domain/permissions.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { LogEntry, LogSearch } from '../../tasks/log-book.ts';
import { readDays } from '../forms/days.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { type MemberChangeContext, type MemberContext, Refusal, type Reply } from '../request-context.ts';
import { servedHotlines } from '../served.ts';
import { filesAt, type List } from '../tables/list-files.ts';

const PAGE_SIZE = 50;
const PART = 500;
const LONGEST_TEXT = 4000;
const LONGEST_SEARCH = 200;
const FIELDS = ['hotline', 'words', 'from', 'to'] as const;
type Typed = Readonly<Record<(typeof FIELDS)[number], string>>;
type Place = Pick<LogEntry, 'at' | 'id'>;

/** One hotline's log book, searched as the address says, a page at a time. */
export async function logBookPage(
  context: MemberContext,
  adding: { readonly text: string; readonly validationErrors: ValidationErrors } = {
    text: '',
    validationErrors: NO_ERRORS,
  },
): Promise<Reply> {
  const { dependencies, request, t, actor } = context;
  const [hotlines, people, served] = await Promise.all([
    hotlinesFor(context, 'log-book.see'),
    dependencies.reader.people(),
    servedHotlines(context),
  ]);
  const typed = readTyped(context);
  const hotline = chosen(hotlines, typed.hotline);
  const { search, wrong } = readSearch(context, typed);
  const before = readPlace(request.query.before);
  const found =
    hotline === null
      ? []
      : await dependencies.logBook.search({
          ...search,
          hotlineId: hotline.id,
          ...(before === null ? {} : { before }),
          limit: PAGE_SIZE + 1,
        });
  const entries = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? entries.at(-1) : undefined;
  const here = { ...typed, hotline: hotline?.id ?? '' };
  return {
    kind: 'page',
    view: 'log-book/log-book',
    title: hotline === null ? t.logBook.title : t.logBook.of(hotline.name),
    status: adding.validationErrors.count > 0 ? 422 : 200,
    data: {
      hotlines,
      hotline,
      typed: here,
      wrong,
      longestSearch: LONGEST_SEARCH,
      isSearch: typed.words !== '' || typed.from !== '' || typed.to !== '',
      entries: entries.map((entry) => ({
        ...entry,
        author: entry.authorId === null ? null : (people.get(entry.authorId)?.name ?? entry.authorId),
      })),
      mayOpenCalls: scopeOf('calls.see', actor.role) === 'all' || served.has(hotline?.id ?? ''),
      mayWrite: hotline !== null && mayAboutHotline('log-book.write', actor, hotline.id, served),
      files:
        hotline !== null && scopeOf('log-book.export', actor.role) === 'all'
          ? filesAt((kind) => `/log-book.${kind}${queryOf(here, null)}`)
          : null,
      older: last ? `/log-book${queryOf(here, last)}` : null,
      newest: before === null ? null : `/log-book${queryOf(here, null)}`,
      text: adding.text,
      validationErrors: adding.validationErrors,
      conflict: null,
    },
  };
}

/** Writes an entry into the log book of a hotline. */
export async function writeEntry(context: MemberChangeContext): Promise<Reply> {
  const { dependencies, fields, actor, now, t } = context;
  const hotlines = await hotlinesFor(context, 'log-book.write');
  const hotline = hotlines.find(({ id }) => id === fields.text('hotline'));
  if (!hotline) throw new Refusal(403, 'log-book.write');
  const text = fields.text('text');
  const wrong =
    text === '' ? t.logBook.empty : text.length > LONGEST_TEXT ? t.logBook.long(LONGEST_TEXT) : null;
  if (wrong !== null) return logBookPage(context, { text, validationErrors: validationError('text', wrong) });
  await dependencies.logBook.write({
    at: now,
    hotlineId: hotline.id,
    authorId: actor.personId,
    text,
    callId: null,
  });
  return { kind: 'see', path: `/log-book?hotline=${hotline.id}`, done: 'noted' };
}

/** What the page shows, all of it. */
export async function logBookList(context: MemberContext): Promise<List> {
  const { dependencies, t, now } = context;
  const typed = readTyped(context);
  const hotline = chosen(await hotlinesFor(context, 'log-book.export'), typed.hotline);
  if (hotline === null) throw new Refusal(404, 'no hotline');
  const { search, wrong } = readSearch(context, typed);
  // Left out, it would export what was not asked for.
  if (wrong.length > 0) throw new Refusal(400, 'no such search');
  const people = await dependencies.reader.people();
  const cells = ({ at, authorId, text, callId }: LogEntry) => [
    localOf(at, dependencies.timeZone),
    authorId === null ? t.logBook.byVigie : (people.get(authorId)?.name ?? authorId),
    text,
    callId ?? '',
  ];
  async function* rows() {
    let before: LogEntry | undefined;
    do {
      const wanted = { ...search, hotlineId: hotline?.id ?? '', limit: PART };
      const part: readonly LogEntry[] = await dependencies.logBook.search(
        before ? { ...wanted, before } : wanted,
      );
      yield part.map(cells);
      before = part.length === PART ? part.at(-1) : undefined;
    } while (before);
  }
  const name = `${t.logBook.title.toLowerCase().replaceAll(' ', '-')}-${hotline.id}-${localOf(now, dependencies.timeZone).slice(0, 10)}`;
  return { name, head: Object.values(t.logBook.columns), parts: rows() };
}

/** The hotlines that the right covers. */
async function hotlinesFor(context: MemberContext, right: Right): Promise<readonly Hotline[]> {
  const [hotlines, served] = await Promise.all([
    context.dependencies.reader.hotlines(),
    servedHotlines(context),
  ]);
  return [...hotlines.values()].filter(({ id }) => mayAboutHotline(right, context.actor, id, served));
}

/** The one asked for; without one, the first. Another's is refused, not replaced. */
function chosen(hotlines: readonly Hotline[], asked: string): Hotline | null {
  if (asked === '') return hotlines[0] ?? null;
  const found = hotlines.find(({ id }) => id === asked);
  if (!found) throw new Refusal(403, 'log-book.see');
  return found;
}

function readTyped({ request, fields }: MemberContext): Typed {
  const given = (field: keyof Typed) => {
    const asked = request.query[field];
    return typeof asked === 'string' ? asked.trim() : field === 'hotline' ? fields.text('hotline') : '';
  };
  return { hotline: given('hotline'), words: given('words'), from: given('from'), to: given('to') };
}

function readSearch({ dependencies }: MemberContext, { words, from, to }: Typed) {
  const { startsAt, endsAt, wrong: wrongDays } = readDays(from, to, dependencies.timeZone);
  const isTooLong = words.length > LONGEST_SEARCH;
  const wrong = isTooLong ? [...wrongDays, 'words' as const] : wrongDays;
  const search: Omit<LogSearch, 'hotlineId' | 'limit'> = {
    ...(words === '' || isTooLong ? {} : { words }),
    ...(startsAt === null ? {} : { from: startsAt }),
    ...(endsAt === null ? {} : { to: endsAt }),
  };
  return { search, wrong };
}

function queryOf(typed: Typed, before: Place | null): string {
  const pairs = FIELDS.filter((field) => typed[field] !== '').map((field) => [field, typed[field]]);
  const place = before === null ? [] : [['before', `${before.at}.${before.id}`]];
  const query = new URLSearchParams([...pairs, ...place] as [string, string][]).toString();
  return query === '' ? '' : `?${query}`;
}

function readPlace(text: unknown): Place | null {
  const match = typeof text === 'string' ? /^(\d{1,16})\.(\d{1,15})$/.exec(text) : null;
  return match ? { at: Number(match[1]), id: Number(match[2]) } : null;
}
