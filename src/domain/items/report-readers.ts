import type { Codec } from './codec.ts';
import { codec } from './codec.ts';
import type { FieldContext } from './field.ts';
import { linesOf, ownPart } from './form-part.ts';
import { email, reference } from './values.ts';

/** A person's id, or the e-mail address of somebody who is not in Vigie. */
export function reportReader(context: FieldContext): Codec<string> {
  const person = reference(context, 'people');
  const either = (input: unknown) => (typeof input === 'string' && isAddress(input) ? email : person);
  return codec(
    (input, refuse) => {
      const read = either(input).safeParse(input);
      return read.success ? read.data : refuse(JSON.parse(read.error.issues[0]?.message ?? ''), [], true);
    },
    (reader) => reader,
  );
}

/** Of a reader as it is kept. */
export function isAddress(reader: string): boolean {
  return reader.includes('@');
}

/** A line each: names as people type them. */
export const REPORT_PART = ownPart<{ readonly reportTo: string }, readonly string[]>({
  typed: (sent) => ({ reportTo: sent.text('reportTo') }),
  shown: (readers, { calledAs }) => ({
    reportTo: readers.map((reader) => (isAddress(reader) ? reader : calledAs(reader))).join('\n'),
  }),
  raw: ({ reportTo }, { personCalled }) =>
    linesOf(reportTo).map((line) => (isAddress(line) ? line : (personCalled(line) ?? line))),
});
