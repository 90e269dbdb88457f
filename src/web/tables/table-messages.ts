import { inBoth } from '../messages/in-both.ts';

/** What every table says of itself. */
export const TABLE = inBoth(
  { csv: 'CSV', xlsx: 'Excel', asTable: 'The same as a table', before: 'before:' },
  { csv: 'CSV', xlsx: 'Excel', asTable: 'La même chose en tableau', before: 'avant :' },
);
