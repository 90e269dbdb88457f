import type { Version } from '../../planning/configuration.ts';
import { rememberSchedules } from '../../planning/remembered-schedules.ts';
import type { CandidateSources } from './candidates.ts';

/** What was read while the last audit entry was that one. */
interface Kept {
  readonly version: Version;
  readonly answers: Map<string, Promise<unknown>>;
  readonly schedules: CandidateSources['schedules'];
}

/**
 * Reads the configuration once for all calls until anything is changed. Each question first asks for the number of the
 * last audit entry, without which nothing that people decide can change (decision 16): what is kept is at least as new,
 * so a replacement made during a call counts at its next step, whichever process made it. Who last accepted a call is
 * no decision, and is read each time.
 */
export function keepSources(
  { directory, schedules }: CandidateSources,
  latest: () => Promise<Version>,
): CandidateSources {
  let kept: Kept | null = null;

  async function current(): Promise<Kept> {
    const version = await latest();
    if (kept?.version !== version)
      kept = { version, answers: new Map(), schedules: rememberSchedules(schedules) };
    return kept;
  }

  /** What failed is asked for again. */
  function unlessItFails<T>(from: Kept, answer: Promise<T>): Promise<T> {
    answer.catch(() => {
      if (kept === from) kept = null;
    });
    return answer;
  }

  async function once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const now = await current();
    const found = now.answers.get(name) as Promise<T> | undefined;
    if (found) return found;
    const answer = unlessItFails(now, read());
    now.answers.set(name, answer);
    const value = await answer;
    // There is no end of what does not exist.
    if (value === null) now.answers.delete(name);
    return value;
  }

  return {
    directory: {
      ...directory,
      hotlineByNumber: (number) => once(`number ${number}`, () => directory.hotlineByNumber(number)),
      hotlines: () => once('hotlines', directory.hotlines),
      policy: (id) => once(`policy ${id}`, () => directory.policy(id)),
      people: async (ids) =>
        ids.length === 0 ? [] : once(`people ${JSON.stringify(ids)}`, () => directory.people(ids)),
      team: (id) => once(`team ${id}`, () => directory.team(id)),
      trunks: () => once('trunks', directory.trunks),
    },
    schedules: {
      async schedule(id, since) {
        const now = await current();
        return unlessItFails(now, now.schedules.schedule(id, since));
      },
    },
  };
}
