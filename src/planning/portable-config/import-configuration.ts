import type { Change, Configuration } from '../../domain/items/configuration.ts';
import type { Problem } from '../../domain/items/problem.ts';
import { errorsOfRules } from '../../domain/items/validation-error.ts';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Author, ConfigurationStore, Warnings } from '../configuration.ts';
import { violationsOfTeams } from '../edit-schedule.ts';
import type { Sound } from '../sound.ts';
import { brokenReferences, sharedEmails, sharedNumbers } from './check-wholeness.ts';
import { compare } from './compare.ts';
import { type Reading, readConfiguration } from './read-configuration.ts';

export interface ImportOptions {
  readonly plan: NumberingPlan;
  /** On whose clocks times are read that belong to no schedule. */
  readonly homeTimeZone: string;
  /** True: in each section that the file has, what it does not list is removed. */
  readonly prune: boolean;
  /** True: nothing is written. */
  readonly dryRun: boolean;
  readonly author: Author;
  /** Recordings that came beside the file; those that it gives to no hotline are not kept. */
  readonly sounds?: readonly Sound[];
}

/** What changed, and what of the rules of people's teams it newly breaks. */
export interface ImportedConfiguration {
  readonly changes: readonly Change[];
  readonly warnings: Warnings;
}

/** Brings the stored configuration to what the file says, all or nothing; gives what changed (or would). */
export function importConfiguration(
  store: ConfigurationStore,
  text: string,
  options: ImportOptions,
): Promise<Result<ImportedConfiguration, readonly Problem[]>> {
  return store.edit(async (draft) => {
    const { sounds = [] } = options;
    const kept = await draft.read();
    const stored = { ...kept, sounds: new Set([...kept.sounds, ...sounds.map(({ id }) => id)]) };
    const reading = readConfiguration(text, stored, options);
    if (!reading.ok) return reading;
    const logins = await draft.loginEmails();
    const problems = [...reading.value.problems, ...wholenessProblems(stored, reading.value, logins)];
    if (problems.length > 0) return fail(problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)));
    const changes = compare(stored, reading.value.wanted);
    if (options.dryRun) return ok({ changes, warnings: [] });
    const played = new Set([...reading.value.wanted.hotlines.values()].map((line) => line.recordedGreeting));
    for (const sound of sounds) if (played.has(sound.id)) await draft.keepSound(sound);
    const applied = await draft.apply(changes, options.author);
    if (applied.ok) return ok({ changes, warnings: applied.value });
    const { people } = reading.value.wanted;
    const violations = violationsOfTeams(applied.error, (id) => people.get(id)?.name ?? id);
    return fail(
      changes
        .filter(({ section }) => section === 'schedules')
        .flatMap(({ section, id }) =>
          errorsOfRules(violations).map((error) => ({
            ...error,
            path: `${section}.${id}`,
            line: reading.value.lineOf([section, id]),
          })),
        ),
    );
  });
}

function wholenessProblems(
  stored: Configuration,
  reading: Reading,
  logins: ReadonlyMap<string, string>,
): readonly Problem[] {
  const { wanted } = reading;
  // An item with a problem of its own is not in `wanted`; whoever refers to it is not to blame.
  const reported = new Set(reading.problems.map((problem) => problem.path.split('.').slice(0, 2).join('.')));
  const owners = new Map(
    [...stored.hotlines.values()].flatMap(({ id, numbers }) => numbers.map((number) => [number, id])),
  );
  return [
    ...brokenReferences(wanted),
    ...sharedNumbers(wanted, (number) => owners.get(number) ?? null),
    ...sharedEmails(wanted, logins),
  ]
    .filter((found) => !reported.has(found.path.slice(0, 2).join('.')))
    .map(({ neededBy: _, path, ...fault }) => ({
      ...fault,
      path: path.join('.'),
      line: reading.lineOf(path),
    }));
}
