import type { TeamRules } from '../../domain/labour/team-rules.ts';
import { localOf } from '../../domain/schedule/wall-clock.ts';
import type { PersonLabour } from '../../labour/labour-settings.ts';
import type { AuditEntry } from '../../planning/audit-log.ts';
import { formatOf } from '../format.ts';
import { personLabourInWords, rulesInWords } from '../labour/rules-in-words.ts';
import { phoneTestInWords } from '../phones/phone-test-in-words.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { filesAt, type List } from '../tables/list-files.ts';
import { auditPath, readAuditFilter, sectionOf } from './audit-filter.ts';
import { auditSentence } from './audit-sentences.ts';
import { asRecord, changesOf, type Reader } from './audit-values.ts';

const PAGE_SIZE = 40;
const PART = 200;

/** Where a thing of a section has its page. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  people: (id) => `/people/${id}`,
  teams: (id) => `/teams/${id}`,
  schedules: (id) => `/planning/${id}`,
  policies: (id) => `/escalation/${id}`,
  hotlines: (id) => `/hotlines/${id}`,
  trunks: (id) => `/settings/trunks/${id}`,
  calls: (id) => `/calls/${encodeURIComponent(id)}`,
  notices: (id) => `/deliveries/${encodeURIComponent(id)}`,
};

/** Every change that somebody made, as sentences, with what it was before and after. */
export async function auditPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const { typed, wrong, isEmpty, filter } = readAuditFilter(request.query, dependencies.timeZone);
  const before = typeof request.query.before === 'string' && /^\d{1,15}$/.test(request.query.before);
  const [found, things] = await Promise.all([
    dependencies.audit.list({
      ...filter,
      limit: PAGE_SIZE + 1,
      ...(before ? { olderThan: Number(request.query.before) } : {}),
    }),
    thingsOf(context),
  ]);
  const entries = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? entries.at(-1) : undefined;
  const reader = readerOf(context, things);
  return {
    kind: 'page',
    view: 'settings/audit',
    title: t.settings.audit,
    data: {
      typed,
      wrong,
      isEmpty,
      objects: [...things].map(([kind, named]) => ({
        label: t.settings.kinds[kind as keyof typeof t.settings.kinds],
        options: [...named].map(([id, name]) => [`${kind}/${id}`, name]),
      })),
      people: [...(things.get('people') ?? [])],
      entries: entries.map((entry) => shownEntry(context, entry, things, reader)),
      older: last ? auditPath(typed, last.id) : null,
      newest: before ? auditPath(typed) : null,
      files: filesAt((kind) => auditPath(typed).replace('/audit', `/audit.${kind}`)),
    },
  };
}

function readerOf(context: MemberContext, things: Things): Reader {
  return {
    language: context.language,
    moment: formatOf(context).exact,
    nameOf: (kind, id) => things.get(kind)?.get(id) ?? id,
    preference: (field) => preferenceInWords(context, field),
  };
}

/** The filtered changes, all of them: a row for each field that differs. */
export async function auditList(context: MemberContext): Promise<List> {
  const { dependencies, request, t, now } = context;
  const { filter } = readAuditFilter(request.query, dependencies.timeZone);
  const things = await thingsOf(context);
  const reader = readerOf(context, things);
  async function* parts() {
    for (let olderThan: number | undefined; ; ) {
      const found = await dependencies.audit.list({
        ...filter,
        limit: PART,
        ...(olderThan === undefined ? {} : { olderThan }),
      });
      yield found.flatMap((entry) => {
        const { text, changes } = shownEntry(context, entry, things, reader);
        const what = [localOf(entry.at, dependencies.timeZone), text];
        return changes.length === 0
          ? [[...what, '', '', '']]
          : changes.map((one) => [...what, one.field, one.before, one.after]);
      });
      olderThan = found.at(-1)?.id;
      if (found.length < PART || olderThan === undefined) return;
    }
  }
  const { field, before, after } = t.settings;
  return {
    name: `audit-${localOf(now, dependencies.timeZone).slice(0, 10)}`,
    head: [t.labour.when, t.tasks.kind, field, before, after],
    parts: parts(),
  };
}

type Things = ReadonlyMap<string, ReadonlyMap<string, string>>;

function shownEntry(context: MemberContext, entry: AuditEntry, things: Things, reader: Reader) {
  const { id, at, subjectKind, subjectId } = entry;
  const changes = changesOf(
    valuesInWords(entry, entry.before, context),
    valuesInWords(entry, entry.after, context),
    reader,
  );
  const section = sectionOf(subjectKind);
  const isThere = things.get(section)?.has(subjectId) ?? Object.hasOwn(PAGES, section);
  return {
    id,
    at,
    text: auditSentence(
      entry,
      nameIn(entry, section, reader),
      changes.map(({ field }) => field),
      reader.language,
    ),
    changes,
    path: isThere && entry.action !== 'test sent' ? (PAGES[section]?.(subjectId) ?? null) : null,
    history: auditPath({ object: `${section}/${subjectId}` }),
  };
}

/** Rules of rest and pay, what is known of employees, and phones that were tried, in their pages’ words; all else as it is kept. */
function valuesInWords({ subjectKind }: AuditEntry, value: unknown, context: MemberContext): unknown {
  if (value === null || value === undefined) return value;
  if (subjectKind === 'labour-rules') return rulesInWords(value as TeamRules, context);
  if (subjectKind === 'phones') return phoneTestInWords(asRecord(value), context);
  return subjectKind === 'labour-people' ? personLabourInWords(value as PersonLabour, context) : value;
}

/** As people call it now, or called it when it was there. */
function nameIn(
  { subjectId, subjectKind, before, after }: AuditEntry,
  section: string,
  reader: Reader,
): string {
  const now = reader.nameOf(section, subjectId);
  if (now !== subjectId) return now;
  const hotline = subjectKind === 'notice-wishes' ? reader.nameOf('hotlines', subjectId) : subjectId;
  if (hotline !== subjectId) return hotline;
  const named = [asRecord(before).name, asRecord(after).name].find((name) => typeof name === 'string');
  return typeof named === 'string' ? named : (reader.preference(subjectId) ?? subjectId);
}

/** What there is, by kind and id: people call it so. */
async function thingsOf({ dependencies: { reader } }: MemberContext): Promise<Things> {
  const [people, teams, schedules, policies, hotlines] = await Promise.all([
    reader.people(),
    reader.teams(),
    reader.scheduleNames(),
    reader.policies(),
    reader.hotlines(),
  ]);
  const named = (all: ReadonlyMap<string, { readonly name: string }>) =>
    new Map([...all].map(([id, { name }]) => [id, name]));
  return new Map<string, ReadonlyMap<string, string>>([
    ['hotlines', named(hotlines)],
    ['schedules', schedules],
    ['policies', named(policies)],
    ['teams', named(teams)],
    ['people', named(people)],
  ]);
}

/** `missed-call sms` is a kind of notice and a way of telling it, or the language of its text. */
function preferenceInWords({ t }: MemberContext, field: string): string | null {
  const [kind = '', by = ''] = field.split(' ');
  if (!Object.hasOwn(t.notices.kinds, kind)) return null;
  const { name } = t.notices.kinds[kind as keyof typeof t.notices.kinds];
  const medium = Object.hasOwn(t.notices.mediums, by)
    ? t.notices.mediums[by as keyof typeof t.notices.mediums]
    : by;
  return medium === '' ? name : `${name} (${medium})`;
}
