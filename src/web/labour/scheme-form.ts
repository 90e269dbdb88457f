import type { Scheme, SchemePart } from '../../domain/labour/compensation.ts';
import { PACKAGE_KINDS, type PackageKind } from '../../domain/labour/duty-packages.ts';
import { HOUR_KINDS, type HourKind } from '../../domain/labour/hour-kinds.ts';

type Kind = SchemePart['kind'];

/** What each kind of part lets be set, in the order of the form. Money is typed in euros, rest in minutes. */
export const PART_FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  'duty-hours': HOUR_KINDS,
  'duty-periods': ['hourly', 'daily-rest', 'rest-day'],
  'duty-packages': PACKAGE_KINDS,
  monthly: ['sum'],
  'intervention-hours': HOUR_KINDS,
  'intervention-rest': HOUR_KINDS,
  'late-notice': ['percent'],
};

export const PART_KINDS = Object.keys(PART_FIELDS) as readonly Kind[];

export type SchemeValues = Readonly<Record<string, string>>;

/** A scheme as typed: `monthly.on`, `monthly.code`, `monthly.pays` and its fields. */
export function schemeValues(scheme: Scheme): SchemeValues {
  return Object.fromEntries(
    scheme.flatMap((part) => [
      [`${part.kind}.on`, 'yes'],
      [`${part.kind}.code`, part.code],
      [`${part.kind}.pays`, 'pays' in part ? part.pays : 'cents'],
      ...(part.kind === 'duty-packages' && part.holidayInWeek ? [[`${part.kind}.holidayInWeek`, 'yes']] : []),
      ...PART_FIELDS[part.kind].map((field) => [`${part.kind}.${field}`, shown(part, field)]),
    ]),
  );
}

/** What was typed as a scheme, or the name of the field that is no number. */
export function readScheme(values: SchemeValues): { readonly scheme: Scheme } | { readonly wrong: string } {
  for (const kind of PART_KINDS)
    if (values[`${kind}.on`] === 'yes')
      for (const field of PART_FIELDS[kind])
        if (numberOf(values[`${kind}.${field}`]) === null) return { wrong: `${kind}.${field}` };
  const scheme = PART_KINDS.filter((kind) => values[`${kind}.on`] === 'yes').map((kind) =>
    readPart(kind, values),
  );
  return { scheme };
}

function readPart(kind: Kind, values: SchemeValues): SchemePart {
  const pays = values[`${kind}.pays`] === 'minutes' ? 'minutes' : 'cents';
  const value = (field: string) => numberOf(values[`${kind}.${field}`]) ?? 0;
  const amount = (field: string, unit = pays) => Math.round(value(field) * (unit === 'cents' ? 100 : 1));
  const code = (values[`${kind}.code`] ?? '').trim().slice(0, 30);
  const perHour = (read: (field: string) => number) =>
    Object.fromEntries(HOUR_KINDS.map((field) => [field, read(field)])) as Record<HourKind, number>;
  switch (kind) {
    case 'duty-hours':
      return { kind, code, pays, perHour: perHour(amount) };
    case 'duty-periods':
      return {
        ...{ kind, code, hourlyCents: amount('hourly', 'cents') },
        ...{ onDailyRest: value('daily-rest'), onRestDay: value('rest-day') },
      };
    case 'duty-packages':
      return {
        ...{ kind, code, pays, holidayInWeek: values[`${kind}.holidayInWeek`] === 'yes' },
        each: Object.fromEntries(PACKAGE_KINDS.map((one) => [one, amount(one)])) as Record<
          PackageKind,
          number
        >,
      };
    case 'monthly':
      return { kind, code, cents: amount('sum', 'cents') };
    case 'intervention-hours':
      return { kind, code, pays: 'cents', perHour: perHour((field) => amount(field, 'cents')) };
    case 'intervention-rest':
      return { kind, code, percent: perHour(value) };
    case 'late-notice':
      return { kind, code, percent: value('percent') };
  }
}

function shown(part: SchemePart, field: string): string {
  switch (part.kind) {
    case 'duty-hours':
      return written(part.perHour[field as HourKind], part.pays);
    case 'intervention-hours':
      return written(part.perHour[field as HourKind], 'cents');
    case 'intervention-rest':
      return String(part.percent[field as HourKind]);
    case 'duty-packages':
      return written(part.each[field as PackageKind], part.pays);
    case 'duty-periods':
      if (field === 'hourly') return written(part.hourlyCents, 'cents');
      return String(field === 'daily-rest' ? part.onDailyRest : part.onRestDay);
    case 'monthly':
      return written(part.cents, 'cents');
    case 'late-notice':
      return String(part.percent);
  }
}

function written(amount: number, pays: 'cents' | 'minutes'): string {
  return String(pays === 'cents' ? amount / 100 : amount);
}

/** Empty is none; people write commas. */
function numberOf(text: string | undefined): number | null {
  const plain = (text ?? '').trim().replace(',', '.');
  if (plain === '') return 0;
  return /^\d{1,7}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}
