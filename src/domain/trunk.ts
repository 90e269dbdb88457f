import { type E164, type NumberingPlan, nationalDigits, type Trunk } from './phone-number.ts';

type Country = NumberingPlan['homeCountry'];

/**
 * How a trunk wants numbers written: `+33612345678`, `33612345678`, `0033612345678`, or `0612345678` at home and
 * `00…` abroad.
 */
export const NUMBER_FORMS = ['e164', 'digits', 'international', 'national'] as const;
export type NumberForm = (typeof NUMBER_FORMS)[number];

/**
 * Whose number a phone dialled through the trunk shows: the hotline's own, or the caller's, in From alone, or in From with
 * the hotline's own beside it in P-Asserted-Identity or in Diversion.
 */
export const SHOWN_NUMBERS = ['hotline', 'from', 'pai', 'diversion'] as const;
export type ShownNumber = (typeof SHOWN_NUMBERS)[number];

declare const validated: unique symbol;
/** A context of the PBX's dialplan. Only `parseContext` makes one. */
export type DialplanContext = string & { readonly [validated]: 'context' };
/** Digits (and `*`, `#`) dialled before a number. Only `parsePrefix` makes one. */
export type DialPrefix = string & { readonly [validated]: 'prefix' };

/** How outside numbers are dialled by what hotlines call a trunk. */
export interface TrunkSettings {
  /** As hotlines name it; also the PJSIP endpoint, unless a context is named. */
  readonly id: Trunk;
  /** Calls go through this context of the PBX's own dialplan, which chooses the line. Null: straight to the endpoint. */
  readonly context: DialplanContext | null;
  readonly numberForm: NumberForm;
  readonly prefix: DialPrefix;
  readonly shownNumber: ShownNumber;
  /** Tried in its place, within the same attempt, when it cannot carry a call. */
  readonly nextTrunk: Trunk | null;
}

/** A trunk of which nothing was said: the endpoint of its name, numbers with `+`, the hotline's own number shown. */
export function usualTrunk(id: Trunk): TrunkSettings {
  return {
    id,
    context: null,
    numberForm: 'e164',
    prefix: '' as DialPrefix,
    shownNumber: 'hotline',
    nextTrunk: null,
  };
}

/** A context's name: no `/`, `@`, `&`, `,` or blank, each of which means something in a dial string. */
export function parseContext(text: string): DialplanContext | null {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,78}$/.test(text) ? (text as DialplanContext) : null;
}

export function parsePrefix(text: string): DialPrefix | null {
  return /^[0-9*#]{0,10}$/.test(text) ? (text as DialPrefix) : null;
}

/** A number as the trunk wants it dialled. */
export function dialledNumber({ numberForm, prefix }: TrunkSettings, number: E164, home: Country): string {
  return `${prefix}${inForm(numberForm, number, home)}`;
}

function inForm(form: NumberForm, number: E164, home: Country): string {
  const digits = number.slice(1);
  switch (form) {
    case 'e164':
      return number;
    case 'digits':
      return digits;
    case 'international':
      return `00${digits}`;
    case 'national':
      return nationalDigits(number, home) ?? `00${digits}`;
  }
}

/**
 * The trunks to try, in order: the one named, the one that stands behind it, and so on, each once. One that is known to
 * be down comes last.
 */
export function trunksInOrder(
  first: Trunk,
  settingsOf: (trunk: Trunk) => TrunkSettings,
  isDown: (trunk: TrunkSettings) => boolean,
): readonly TrunkSettings[] {
  const found: TrunkSettings[] = [];
  for (let next: Trunk | null = first; next !== null && !found.some(({ id }) => id === next); ) {
    const settings: TrunkSettings = settingsOf(next);
    found.push(settings);
    next = settings.nextTrunk;
  }
  return [...found.filter((trunk) => !isDown(trunk)), ...found.filter(isDown)];
}
