import { inBoth } from '../messages/in-both.ts';

/** What every table says of itself. */
export const TABLE = inBoth(
  {
    csv: 'CSV',
    xlsx: 'Excel',
    asTable: 'The same as a table',
    before: 'before:',
    empty: 'Nothing in this period.',
  },
  {
    csv: 'CSV',
    xlsx: 'Excel',
    asTable: 'La même chose en tableau',
    before: 'avant :',
    empty: 'Rien sur cette période.',
  },
);
