import type { SentForm } from './form-part.ts';

/** A person's place in a rotation as it stands in a form; the days are empty where they are there from the start, or stay. */
export interface ParticipantRow {
  readonly person: string;
  readonly from: string;
  readonly until: string;
}

export const BLANK_PARTICIPANT: ParticipantRow = { person: '', from: '', until: '' };

/** Chosen in place of a person: the turn is nobody's. No id begins so. */
export const NOBODYS_TURN = '-';

export type WrittenParticipant =
  | string
  | null
  | { readonly person: string | null; readonly from?: string; readonly until?: string };

/** The participants of each rotation: they say which one they are of. */
export function typedParticipants(sent: SentForm): (rotation: number) => readonly ParticipantRow[] {
  const rows = sent.rows('participantOf', 'participant', 'participantFrom', 'participantUntil');
  const ticked = sent.all('participantToo');
  return (rotation) => [
    ...rows
      .filter(({ participantOf }) => participantOf === String(rotation))
      .map((row) => ({ person: row.participant, from: row.participantFrom, until: row.participantUntil })),
    // Whoever was ticked comes last, in the order of the page.
    ...ticked
      .filter((one) => one.startsWith(`${rotation}:`))
      .map((one) => ({ ...BLANK_PARTICIPANT, person: one.slice(one.indexOf(':') + 1) })),
  ];
}

export function shownParticipant(written: WrittenParticipant): ParticipantRow {
  if (typeof written === 'string' || written === null)
    return { ...BLANK_PARTICIPANT, person: written ?? NOBODYS_TURN };
  return { ...BLANK_PARTICIPANT, ...written, person: written.person ?? NOBODYS_TURN };
}

/** As a file would say it. A row in which nobody was chosen means nothing. */
export function rawParticipants(rows: readonly ParticipantRow[]): readonly unknown[] {
  return rows
    .filter(({ person }) => person !== '')
    .map(({ person, from, until }) => ({
      person: person === NOBODYS_TURN ? null : person,
      from: from === '' ? null : from,
      until: until === '' ? null : until,
    }));
}
