import type { TelephonyProblem } from '../calls/telephony.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { fail, ok, type Result } from '../runtime/result.ts';
import type { AriLink } from './ari-link.ts';

/** Keys of the database that Asterisk keeps: `vigie`, the duty list of the fallback; `vigie-fallback`, what the fallback did. */
export type AstDbFamily = 'vigie' | 'vigie-fallback';

/** Asterisk's own database, which outlives Asterisk, Vigie, and Vigie's database. */
export interface AstDb {
  /** Of the dialplan that works for us there. */
  version(): Promise<Result<string, TelephonyProblem>>;
  keys(family: AstDbFamily): Promise<Result<readonly string[], TelephonyProblem>>;
  /** Empty when there is no such key. */
  read(family: AstDbFamily, key: string): Promise<Result<string, TelephonyProblem>>;
  /** What it says afterwards, which the caller compares: the dialplan filters what it is given. */
  write(family: AstDbFamily, key: string, value: string): Promise<Result<string, TelephonyProblem>>;
  remove(family: AstDbFamily, key: string): Promise<Result<string, TelephonyProblem>>;
}

/**
 * ARI cannot reach it: `DB()` is not evaluated there, and a write is answered 204 all the same (measured on 22.10.1).
 * So each operation is a Local channel that runs `[vigie-book]`, which leaves its answer, behind a
 * ticket, in a global that ARI can read.
 */
const CONTEXT = 'vigie-book';
const ANSWER = 'VIGIE_BOOK_ANSWER';
const PATIENCE_SECONDS = 3;
const LOOK_EVERY_SECONDS = 0.02;

/** Operations run one at a time: there is one answer. */
export function createAstDb(link: AriLink, clock: Clock): AstDb {
  let tickets = 0;
  let tail: Promise<unknown> = Promise.resolve();

  async function run(
    operation: string,
    variables: Readonly<Record<string, string>>,
  ): Promise<Result<string, TelephonyProblem>> {
    tickets += 1;
    const ticket = `${clock.now()}-${tickets}`;
    const asked = await link.request((client) =>
      client.channels.originate({
        endpoint: `Local/s@${CONTEXT}/n`,
        // Never reached, for nothing there answers; ARI wants a place to go to.
        context: CONTEXT,
        extension: 's',
        priority: 1,
        // Two underscores: inherited by the half of the Local channel that runs the dialplan.
        variables: { __VIGIE_TICKET: ticket, __VIGIE_OPERATION: operation, ...variables },
      }),
    );
    return asked.ok ? answerTo(ticket) : asked;
  }

  async function answerTo(ticket: string): Promise<Result<string, TelephonyProblem>> {
    const deadline = clock.now() + PATIENCE_SECONDS * SECOND;
    do {
      const found = await link.request((client) => client.asterisk.getGlobalVar({ variable: ANSWER }));
      if (!found.ok) return found;
      const answer = found.value.value;
      if (answer.startsWith(`${ticket}=`)) return ok(answer.slice(ticket.length + 1));
      await pause(LOOK_EVERY_SECONDS);
    } while (clock.now() < deadline);
    return fail({ kind: 'refused', detail: `[${CONTEXT}] of extensions-vigie.conf does not answer` });
  }

  function pause(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      clock.at(clock.now() + seconds * SECOND, resolve);
    });
  }

  function oneAtATime(
    operation: string,
    family: AstDbFamily,
    key: string,
    value = '',
  ): ReturnType<typeof run> {
    const variables = { __VIGIE_FAMILY: family, __VIGIE_KEY: key, __VIGIE_VALUE: value };
    const answer = tail.then(() => run(operation, variables));
    // A bug reaches whoever waits for this answer; the next one must not wait for it.
    tail = answer.catch(() => undefined);
    return answer;
  }

  return {
    version: () => oneAtATime('version', 'vigie', ''),
    async keys(family) {
      const listed = await oneAtATime('keys', family, '');
      return listed.ok ? ok(listed.value.split(',').filter((key) => key !== '')) : listed;
    },
    read: (family, key) => oneAtATime('get', family, key),
    write: (family, key, value) => oneAtATime('put', family, key, value),
    remove: (family, key) => oneAtATime('forget', family, key),
  };
}
