import type { Language } from '../domain/person.ts';
import type { OnCall, OnCallReason } from '../domain/schedule/schedule.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';

type NameOf = (personId: string) => string;

interface Words {
  readonly until: (local: string) => string;
  readonly plannedShift: string;
  readonly turn: (rotation: string) => string;
  readonly covering: (name: string, rotation: string) => string;
  readonly replacing: (name: string) => string;
  readonly replacingEveryone: string;
  readonly added: string;
  readonly by: (name: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    until: (local) => `until ${local}`,
    plannedShift: 'planned shift',
    turn: (rotation) => `turn in ${rotation}`,
    covering: (name, rotation) => `covers for ${name} in ${rotation}`,
    replacing: (name) => `replaces ${name}, override`,
    replacingEveryone: 'replaces everyone, override',
    added: 'on duty too, override',
    by: (name) => ` by ${name}`,
  },
  fr: {
    until: (local) => `jusqu’au ${local}`,
    plannedShift: 'période planifiée',
    turn: (rotation) => `tour dans ${rotation}`,
    covering: (name, rotation) => `assure le tour de ${name} dans ${rotation}`,
    replacing: (name) => `remplace ${name}, remplacement`,
    replacingEveryone: 'remplace tout le monde, remplacement',
    added: 'd’astreinte en plus, renfort',
    by: (name) => ` décidé par ${name}`,
  },
};

/** Why someone is on duty and until when, as people say it: "replaces Bob, override by Claire, until 2026-11-25 23:00". */
export function describeDuty(
  onCall: OnCall,
  timeZone: string,
  nameOf: NameOf,
  language: Language = 'en',
): string {
  const why = describeReason(onCall.reason, nameOf, language);
  if (onCall.until === null) return why;
  return `${why}, ${WORDS[language].until(localOf(onCall.until, timeZone))}`;
}

/** Why someone is on duty, without its end. */
export function describeReason(reason: OnCallReason, nameOf: NameOf, language: Language = 'en'): string {
  const words = WORDS[language];
  switch (reason.kind) {
    case 'planned-shift':
      return words.plannedShift;
    case 'rotation':
      return reason.coversId === null
        ? words.turn(reason.rotationName)
        : words.covering(nameOf(reason.coversId), reason.rotationName);
    case 'override':
      return `${describeOverride(reason, nameOf, words)}${reason.madeBy === null ? '' : words.by(reason.madeBy)}`;
  }
}

function describeOverride(
  { action, replacesId }: Extract<OnCallReason, { kind: 'override' }>,
  nameOf: NameOf,
  words: Words,
): string {
  if (action === 'adds') return words.added;
  return replacesId === null ? words.replacingEveryone : words.replacing(nameOf(replacesId));
}

/** Whose names it takes to tell a reason. */
export function namedIn(reason: OnCallReason): readonly string[] {
  if (reason.kind === 'planned-shift') return [];
  const id = reason.kind === 'rotation' ? reason.coversId : reason.replacesId;
  return id === null ? [] : [id];
}
