import { createInterface } from 'node:readline';
import type { NumberingPlan } from '../../domain/phone-number.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import { type Flag, QUESTIONS, type Question } from './answers.ts';

export interface Asking {
  readonly input: NodeJS.ReadableStream;
  /** Questions and complaints; answers are the command’s, so not on standard output. */
  readonly say: (text: string) => void;
  readonly plan: NumberingPlan;
  /** Questions that make no sense after the answers so far. */
  readonly isLeftOut: (flag: Flag, given: ReadonlyMap<Flag, string>) => boolean;
}

/**
 * An answer to every question: from the flags, and a line each from the input for those that have none. A wrong flag is
 * a mistake; a wrong line is asked for again, until the input ends.
 */
export async function askAll(
  flags: Readonly<Partial<Record<Flag, string>>>,
  asking: Asking,
): Promise<Result<ReadonlyMap<Flag, string>, readonly string[]>> {
  const mistakes = QUESTIONS.flatMap(({ flag, problem }) => {
    const given = flags[flag];
    const wrong = given === undefined ? null : problem(given.trim(), asking.plan);
    return wrong === null ? [] : [`--${flag} is ${JSON.stringify(given)}: ${wrong}`];
  });
  if (mistakes.length > 0) return fail(mistakes);

  const lines = createInterface({ input: asking.input, terminal: false })[Symbol.asyncIterator]();
  const given = new Map<Flag, string>();
  for (const question of QUESTIONS) {
    const { flag } = question;
    if (asking.isLeftOut(flag, given)) continue;
    const answer = flags[flag]?.trim() ?? (await askOne(question, lines, asking));
    if (answer === null) return fail([`no answer to --${flag}: ${question.asks}`]);
    given.set(flag, answer);
  }
  return ok(given);
}

/** Null: the input ended, and nothing is usual. */
async function askOne(
  { asks, usual, problem }: Question,
  lines: AsyncIterator<string>,
  { say, plan }: Asking,
): Promise<string | null> {
  for (;;) {
    say(`${asks}${usual ? ` [${usual}]` : ''}: `);
    const line = await lines.next();
    if (line.done) return usual;
    const answer = line.value.trim() || (usual ?? '');
    const wrong = problem(answer, plan);
    if (wrong === null) return answer;
    say(`  ${wrong}\n`);
  }
}
