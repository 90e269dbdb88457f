import type { Configuration, Section } from '../../domain/items/configuration.ts';
import { isAddress } from '../../domain/items/report-readers.ts';
import type { Path, ValidationError } from '../../domain/items/validation-error.ts';
import { takingPart } from '../../domain/schedule/people-of.ts';

/** A reference or number that does not hold in a configuration taken as a whole. */
export type Break = ValidationError & {
  /** "section.id" of the item that refers to what is not there. */
  readonly neededBy: readonly string[];
};

interface Reference {
  readonly from: Path;
  readonly section: Section;
  readonly id: string;
}

/** Items that are gone and still referred to. `gone` items are named, each with whoever needs it. */
export function brokenReferences(configuration: Configuration): readonly Break[] {
  return references(configuration)
    .filter(({ section, id }) => !configuration[section].has(id))
    .map(({ from, section, id }) => ({
      path: [section, id],
      code: 'still-used' as const,
      by: from.join('.'),
      neededBy: [from.join('.')],
    }));
}

/** Numbers that two hotlines claim; told at the hotline that is not `ownerOf` the number already. */
export function sharedNumbers(
  configuration: Configuration,
  ownerOf: (number: string) => string | null,
): readonly Break[] {
  const claims = new Map<string, { hotlineId: string; index: number }[]>();
  for (const hotline of configuration.hotlines.values()) {
    for (const [index, number] of hotline.numbers.entries()) {
      claims.set(number, [...(claims.get(number) ?? []), { hotlineId: hotline.id, index }]);
    }
  }
  return [...claims].flatMap(([number, claimants]) => {
    const owner = claimants.find(({ hotlineId }) => hotlineId === ownerOf(number)) ?? claimants[0];
    return claimants
      .filter(({ hotlineId }) => hotlineId !== owner?.hotlineId)
      .map(({ hotlineId, index }) => ({
        path: ['hotlines', hotlineId, 'numbers', index],
        code: 'number-taken' as const,
        number,
        hotlineId: owner?.hotlineId ?? '',
        neededBy: [],
      }));
  });
}

/** Addresses that belong to somebody else: by the configuration, or because they log in with it. */
export function sharedEmails(
  configuration: Configuration,
  loginOwners: ReadonlyMap<string, string>,
): readonly Break[] {
  const people = [...configuration.people.values()];
  const firstOwners = new Map<string, string>();
  for (const { id, email } of people)
    if (email !== null && !firstOwners.has(email)) firstOwners.set(email, id);
  return people.flatMap(({ id, email }) => {
    if (email === null) return [];
    const login = loginOwners.get(email);
    const owner = login === undefined || !configuration.people.has(login) ? firstOwners.get(email) : login;
    if (owner === id || owner === undefined) return [];
    return [{ path: ['people', id, 'email'], code: 'email-taken', email, personId: owner, neededBy: [] }];
  });
}

function references(configuration: Configuration): readonly Reference[] {
  const { teams, schedules, policies, hotlines } = configuration;
  return [
    ...[...teams.values()].flatMap((team) =>
      team.memberIds.map((id): Reference => ({ from: ['teams', team.id], section: 'people', id })),
    ),
    ...[...schedules.values()].flatMap(({ id, teamId }): readonly Reference[] =>
      teamId === null ? [] : [{ from: ['schedules', id], section: 'teams', id: teamId }],
    ),
    ...[...schedules.values()].flatMap((schedule) =>
      [
        ...takingPart(schedule.rotations),
        ...schedule.trainees.flatMap((trainee) => [trainee.personId, trainee.besideId]),
        ...schedule.shifts.map((shift) => shift.personId),
        ...schedule.overrides.flatMap((override) => [override.personId, override.replacesId]),
      ].flatMap((id): readonly Reference[] =>
        id === null ? [] : [{ from: ['schedules', schedule.id], section: 'people', id }],
      ),
    ),
    ...[...policies.values()].flatMap((policy) =>
      policy.steps
        .flatMap((step) => step.targets)
        .flatMap((target): readonly Reference[] => {
          const from = ['policies', policy.id];
          if (target.kind === 'schedule') return [{ from, section: 'schedules', id: target.scheduleId }];
          if (target.kind === 'person') return [{ from, section: 'people', id: target.personId }];
          if (target.kind === 'team') return [{ from, section: 'teams', id: target.teamId }];
          return [];
        }),
    ),
    ...[...hotlines.values()].flatMap((hotline) =>
      [hotline.policyId, ...hotline.branches.map(({ policyId }) => policyId)].flatMap(
        (id): readonly Reference[] =>
          id === null ? [] : [{ from: ['hotlines', hotline.id], section: 'policies', id }],
      ),
    ),
    ...[...hotlines.values()].flatMap(({ id: hotlineId, reportTo }) =>
      reportTo
        .filter((reader) => !isAddress(reader))
        .map((id): Reference => ({ from: ['hotlines', hotlineId], section: 'people', id })),
    ),
  ];
}
