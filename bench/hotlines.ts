import { HOTLINE_NUMBER } from './bench-asterisk.ts';
import { RESPONDERS } from './responders.ts';

type Tree = Record<string, unknown>;

/** As near to `Dial()` as a hotline gets: no greeting, no key, answered when the responder answers. */
export function plainHotline(): Tree {
  return configuration({ answer: 'when-accepted', ringEngagedPeople: true }, ['first']);
}

/** A hotline as people have them: it answers, greets, and rings two people, each for one caller at a time. */
export function greetingHotline(greeting: string): Tree {
  return configuration({ answer: 'at-entry', greeting, ringEngagedPeople: false }, ['first', 'second']);
}

const HOUR_MS = 3_600_000;
const SHIFT_HOURS = 12;
/** Seven weeks of planning, as a schedule in use has. */
const SHIFTS = 98;

function configuration(hotline: Tree, onDuty: readonly string[]): Tree {
  const person = (name: string, extension: string) => ({ name, contacts: [{ extension, confirm: false }] });
  return {
    people: { first: person('First', RESPONDERS[0]), second: person('Second', RESPONDERS[1]) },
    schedules: Object.fromEntries(onDuty.map((id) => [id, schedule(id)])),
    policies: {
      bench: {
        name: 'Bench',
        rounds: 1,
        overallLimitSeconds: 300,
        steps: [{ ring: onDuty.map((id) => ({ schedule: id })), ringSeconds: 20 }],
      },
    },
    hotlines: {
      bench: {
        name: 'Bench',
        language: 'en',
        numbers: [HOTLINE_NUMBER],
        policy: 'bench',
        noAnswer: 'announcement',
        ...hotline,
      },
    },
  };
}

function schedule(person: string): Tree {
  const begin = Date.now() - (SHIFTS / 2) * SHIFT_HOURS * HOUR_MS;
  const instant = (shift: number) => new Date(begin + shift * SHIFT_HOURS * HOUR_MS).toISOString();
  const shifts = Array.from({ length: SHIFTS }, (_, shift) => ({
    person,
    start: instant(shift),
    end: instant(shift + 1),
  }));
  return { name: `Duty of ${person}`, timeZone: 'Europe/Paris', shifts };
}
