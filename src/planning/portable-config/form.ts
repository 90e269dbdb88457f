import type { z } from 'zod';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { ItemOf, Section } from '../configuration.ts';
import type { ReadingContext } from './fields.ts';
import type { Path } from './problem.ts';

/** An item as a file has it: its fields, or a bare list. */
export type Written = Readonly<Record<string, unknown>> | readonly unknown[];

/** What is wrong with one item, by the path inside it. */
export interface ValidationError {
  readonly path: Path;
  readonly message: string;
}

/** How the items of a section are written in a file: reading and writing are kept side by side. */
export interface ItemForm<S extends Section> {
  /**
   * Reads an item; what it leaves out comes from `before`, the item stored already, or is the default. Null: nothing
   * is left of it.
   */
  read(
    id: string,
    raw: unknown,
    before: ItemOf<S> | null,
    context: ReadingContext,
  ): Result<ItemOf<S> | null, readonly ValidationError[]>;
  /**
   * The whole item as plain data in the order of the documentation; `read` gives the same item back. Times that
   * belong to no schedule are told on the clocks of `homeTimeZone`.
   */
  write(item: ItemOf<S>, homeTimeZone: string): Written;
}

/** Parses `raw`, naming every validation error. */
export function parse<Shape extends z.ZodType>(
  shape: Shape,
  raw: unknown,
): Result<z.output<Shape>, readonly ValidationError[]> {
  const parsed = shape.safeParse(raw);
  return parsed.success ? ok(parsed.data) : fail(parsed.error.issues.flatMap(toValidationErrors));
}

function toValidationErrors(issue: z.core.$ZodIssue): readonly ValidationError[] {
  const path = issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)));
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: issue.message }));
}
