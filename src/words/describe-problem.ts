import type { Problem } from '../domain/items/problem.ts';
import { explainMistake } from './validation-error-words.ts';

/** "hotlines.support.policy, line 42: unknown policy "nigth"". */
export function describeProblem(problem: Problem): string {
  const place = [problem.path, problem.line === null ? '' : `line ${problem.line}`].filter(
    (part) => part !== '',
  );
  const message = explainMistake(problem);
  return place.length === 0 ? message : `${place.join(', ')}: ${message}`;
}
