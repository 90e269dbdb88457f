import type { Language } from '../domain/person.ts';
import type { OnCall, OnCallReason } from '../domain/schedule/schedule.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';

type NameOf = (personId: string) => string;

/** Why someone is on duty and until when, as people say it: "replaces Bob, override by Claire, until 2026-11-25 23:00". */
export function describeDuty(
  { reason, until }: Pick<OnCall, 'reason' | 'until'>,
  timeZone: string,
  nameOf: NameOf,
  language: Language = 'en',
): string {
  const why = describeReason(reason, nameOf, language);
  return until === null ? why : `${why}${WORDS[language].until(localOf(until, timeZone))}`;
}

/** Why alone. */
export function describeReason(reason: OnCallReason, nameOf: NameOf, language: Language = 'en'): string {
  const words = WORDS[language];
  switch (reason.kind) {
    case 'planned-shift':
      return words.plannedShift;
    case 'rotation':
      return reason.coversId === null
        ? words.turn(reason.rotationName)
        : words.covers(nameOf(reason.coversId), reason.rotationName);
    case 'override':
      return `${describeOverride(reason, nameOf, language)}${reason.madeBy === null ? '' : words.by(reason.madeBy)}`;
  }
}

function describeOverride(
  { action, replacesId }: Extract<OnCallReason, { kind: 'override' }>,
  nameOf: NameOf,
  language: Language,
): string {
  const words = WORDS[language];
  if (action === 'adds') return words.added;
  return words.replaces(replacesId === null ? words.everyone : nameOf(replacesId));
}

/** The people whom a reason names, for their names to be found. */
export function peopleIn(reason: OnCallReason): readonly string[] {
  switch (reason.kind) {
    case 'planned-shift':
      return [];
    case 'rotation':
      return reason.coversId === null ? [] : [reason.coversId];
    case 'override':
      return reason.replacesId === null ? [] : [reason.replacesId];
  }
}

interface Words {
  readonly plannedShift: string;
  readonly turn: (rotation: string) => string;
  readonly covers: (name: string, rotation: string) => string;
  readonly replaces: (whom: string) => string;
  readonly everyone: string;
  readonly added: string;
  readonly by: (name: string) => string;
  readonly until: (time: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    plannedShift: 'planned shift',
    turn: (rotation) => `turn in ${rotation}`,
    covers: (name, rotation) => `covers for ${name}, who is absent, in ${rotation}`,
    replaces: (whom) => `replaces ${whom}, override`,
    everyone: 'everyone',
    added: 'added, override',
    by: (name) => ` by ${name}`,
    until: (time) => `, until ${time}`,
  },
  fr: {
    plannedShift: 'créneau planifié',
    turn: (rotation) => `tour dans ${rotation}`,
    covers: (name, rotation) => `couvre l’absence de ${name} dans ${rotation}`,
    replaces: (whom) => `remplace ${whom}`,
    everyone: 'tout le monde',
    added: 'en renfort',
    by: (name) => `, décision de ${name}`,
    until: (time) => `, jusqu’au ${time}`,
  },
};
