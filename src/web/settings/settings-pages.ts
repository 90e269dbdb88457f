import { isDeepStrictEqual } from 'node:util';
import { createFormat } from '../format.ts';
import { listEndpoints } from '../phones/endpoint-list.ts';
import type { MemberVisit, Reply } from '../visit.ts';

const PAGE_SIZE = 40;
/** More than a line or two of a value is not read, only recognised. */
const LONGEST_VALUE = 400;

export async function settingsPage(visit: MemberVisit): Promise<Reply> {
  const { needs, t, now } = visit;
  const { homeCountry, allowedCountries } = needs.numberingPlan;
  const health = await needs.health();
  const { rows } = t.settings;
  const readAt = needs.endpoints.readAt();
  return {
    kind: 'page',
    view: 'settings/settings',
    title: t.settings.title,
    data: {
      rows: [
        [rows.timeZone, needs.timeZone, 'VIGIE_TIME_ZONE'],
        [rows.homeCountry, homeCountry, 'VIGIE_HOME_COUNTRY'],
        [rows.countries, allowedCountries.join(', '), 'VIGIE_DIAL_COUNTRIES'],
        [rows.publicUrl, needs.publicUrl ?? t.settings.notSet, 'VIGIE_PUBLIC_URL'],
        [rows.proxies, String(needs.trustedProxies), 'VIGIE_TRUST_PROXY'],
      ],
      health,
      asteriskUrl: needs.asteriskUrl,
      version: needs.endpoints.version(),
      readAge: readAt === null ? null : now - readAt,
      endpoints: await listEndpoints(visit),
      proofAge: health.lastProofAt === null ? null : now - Date.parse(health.lastProofAt),
    },
  };
}

/** Every change that somebody made, with what it was before and after. */
export async function auditPage(visit: MemberVisit): Promise<Reply> {
  const { needs, request, t } = visit;
  const kind = Object.keys(t.settings.kinds).find((word) => word === request.query.kind) ?? '';
  const before = typeof request.query.before === 'string' && /^\d{1,15}$/.test(request.query.before);
  const found = await needs.audit.list({
    limit: PAGE_SIZE + 1,
    ...(kind === '' ? {} : { subjectKind: kind }),
    ...(before ? { olderThan: Number(request.query.before) } : {}),
  });
  const entries = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? entries.at(-1) : undefined;
  const format = createFormat(visit.language, needs.timeZone, visit.now, needs.numberingPlan);
  const filter = kind === '' ? '' : `kind=${kind}&`;
  return {
    kind: 'page',
    view: 'settings/audit',
    title: t.settings.audit,
    data: {
      kind,
      entries: entries.map((entry) => ({
        ...entry,
        changes: changesOf(entry.before, entry.after, format.exact),
      })),
      older: last ? `/settings/audit?${filter}before=${last.id}` : null,
      newest: before ? `/settings/audit${kind === '' ? '' : `?kind=${kind}`}` : null,
    },
  };
}

/** The fields that differ, each as text before and after. */
function changesOf(before: unknown, after: unknown, moment: (at: number) => string) {
  const [old, now] = [asRecord(before), asRecord(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => field !== 'id' && !isDeepStrictEqual(old[field], now[field]))
    .map((field) => ({
      field,
      before: shown(old[field], moment, field),
      after: shown(now[field], moment, field),
    }));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** As people would read it: "start 25 Nov 18:00, person bob". */
function shown(value: unknown, moment: (at: number) => string, field = ''): string {
  const text = written(value, moment, field);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function written(value: unknown, moment: (at: number) => string, field: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' && field.endsWith('At')) return moment(value);
  if (Array.isArray(value)) return value.map((entry) => written(entry, moment, '')).join(' · ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, entry]) => `${key} ${written(entry, moment, key)}`.trim())
    .join(', ');
}
