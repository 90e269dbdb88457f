import { isDeepStrictEqual } from 'node:util';
import { type Kept, RETENTION_SETTINGS } from '../../domain/installation/retention.ts';
import type { Language } from '../../domain/person.ts';
import { readWallTime } from '../../words/phrase-kinds.ts';
import { phrasesIn } from '../../words/phrases.ts';
import { formatOf } from '../format.ts';
import { listEndpoints } from '../phones/endpoint-list.ts';
import type { MemberContext, Reply } from '../request-context.ts';
import { CHOICE_FIELDS, choiceInWords, fieldInWords } from './audit-words.ts';
import { installationShown, testCallsShown, testNumbers } from './installation.ts';

const PAGE_SIZE = 40;
/** More than a line or two of a value is not read, only recognised. */
const LONGEST_VALUE = 400;

export async function settingsPage(context: MemberContext): Promise<Reply> {
  const { dependencies, t, now } = context;
  const { homeCountry, allowedCountries } = dependencies.numberingPlan;
  const health = await dependencies.health();
  const { rows } = t.settings;
  const readAt = dependencies.endpoints.readAt();
  return {
    kind: 'page',
    view: 'settings/settings',
    title: t.settings.title,
    data: {
      rows: [
        [rows.timeZone, dependencies.timeZone, 'VIGIE_TIME_ZONE'],
        [rows.homeCountry, homeCountry, 'VIGIE_HOME_COUNTRY'],
        [rows.countries, allowedCountries.join(', '), 'VIGIE_DIAL_COUNTRIES'],
        [rows.publicUrl, dependencies.publicUrl ?? t.settings.notSet, 'VIGIE_PUBLIC_URL'],
        [rows.proxies, String(dependencies.trustedProxies), 'VIGIE_TRUST_PROXY'],
      ],
      retention: retentionShown(context),
      health,
      installation: installationShown(context),
      testCalls: testCallsShown(context),
      testNumbers: await testNumbers(context),
      asteriskUrl: dependencies.asteriskUrl,
      version: dependencies.endpoints.version(),
      readAge: readAt === null ? null : now - readAt,
      endpoints: await listEndpoints(context),
      proofAge: health.lastProofAt === null ? null : now - Date.parse(health.lastProofAt),
    },
  };
}

/** What is erased when, by which setting, and why. */
function retentionShown({ dependencies, t }: MemberContext) {
  const { what, days, reasons } = t.settings.retention;
  return (Object.keys(RETENTION_SETTINGS) as Kept[]).map((kept) => ({
    what: what[kept],
    days: days(dependencies.retention[kept]),
    why: reasons[kept],
    variable: RETENTION_SETTINGS[kept],
  }));
}

/** Every change that somebody made, with what it was before and after. */
export async function auditPage(context: MemberContext): Promise<Reply> {
  const { dependencies, request, t } = context;
  const kind = Object.keys(t.settings.kinds).find((word) => word === request.query.kind) ?? '';
  const before = typeof request.query.before === 'string' && /^\d{1,15}$/.test(request.query.before);
  const found = await dependencies.audit.list({
    limit: PAGE_SIZE + 1,
    ...(kind === '' ? {} : { subjectKind: kind }),
    ...(before ? { olderThan: Number(request.query.before) } : {}),
  });
  const entries = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? entries.at(-1) : undefined;
  const format = formatOf(context);
  const filter = kind === '' ? '' : `kind=${kind}&`;
  return {
    kind: 'page',
    view: 'settings/audit',
    title: t.settings.audit,
    data: {
      kind,
      entries: entries.map((entry) => ({
        ...entry,
        changes: changesOf(entry.before, entry.after, { language: context.language, moment: format.exact }),
      })),
      older: last ? `/settings/audit?${filter}before=${last.id}` : null,
      newest: before ? `/settings/audit${kind === '' ? '' : `?kind=${kind}`}` : null,
    },
  };
}

/** In whose words, and on which clocks, values are told. */
interface Reader {
  readonly language: Language;
  readonly moment: (at: number) => string;
}

/** The fields that differ, each as text before and after. */
function changesOf(before: unknown, after: unknown, reader: Reader) {
  const [old, now] = [asRecord(before), asRecord(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => field !== 'id' && !isDeepStrictEqual(old[field], now[field]))
    .map((field) => ({
      field: fieldInWords(field, reader.language),
      before: shown(old[field], reader, field),
      after: shown(now[field], reader, field),
    }));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** As people would read it: "start 25 Nov 18:00, person bob". */
function shown(value: unknown, reader: Reader, field: string): string {
  const text = written(value, reader, field);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function written(value: unknown, reader: Reader, field: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' && field.endsWith('At')) return reader.moment(value);
  if (typeof value === 'string' && /^\d\d:\d\d$/.test(value))
    return phrasesIn(reader.language).clock(readWallTime(`2000-01-01 ${value}`));
  if (typeof value === 'boolean' || (typeof value === 'string' && CHOICE_FIELDS.has(field)))
    return choiceInWords(String(value), reader.language);
  if (Array.isArray(value)) return value.map((entry) => written(entry, reader, '')).join(' · ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, entry]) => `${fieldInWords(key, reader.language)} ${written(entry, reader, key)}`.trim())
    .join(', ');
}
