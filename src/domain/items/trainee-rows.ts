import { ownPart } from './form-part.ts';

/** A trainee as they stand in a form. */
export interface TraineeRow {
  readonly person: string;
  /** Empty: beside whoever is on duty. */
  readonly beside: string;
  readonly from: string;
  readonly until: string;
  readonly calls: string;
}

/** Whether calls ring them too. */
export const TRAINEE_CALLS = ['told-only', 'dialled'] as const;
export const BLANK_TRAINEE: TraineeRow = { person: '', beside: '', from: '', until: '', calls: 'told-only' };

interface WrittenTrainee {
  readonly person: string;
  readonly beside?: string;
  readonly from?: string;
  readonly until?: string;
  readonly calls?: string;
}

export const TRAINEE_ROWS = ownPart<{ readonly trainees: readonly TraineeRow[] }, readonly WrittenTrainee[]>({
  typed: (sent) => ({
    trainees: sent
      .rows('trainee', 'traineeBeside', 'traineeFrom', 'traineeUntil', 'traineeCalls')
      .map((row) => ({
        person: row.trainee,
        beside: row.traineeBeside,
        from: row.traineeFrom,
        until: row.traineeUntil,
        calls: row.traineeCalls,
      })),
  }),
  shown: (written) => ({ trainees: written.map((one) => ({ ...BLANK_TRAINEE, ...one })) }),
  // A row in which nobody was chosen means nothing.
  raw: ({ trainees }) =>
    trainees
      .filter(({ person }) => person !== '')
      .map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))),
});
