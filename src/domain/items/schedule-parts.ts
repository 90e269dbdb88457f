import { ownPart } from './form-part.ts';
import { rawWindowPart, typedWindows, type WindowRow, windowRows } from './window-rows.ts';

interface ConfirmationValues {
  /** `usual`: as on every schedule; `own`; `never`: nobody is asked. */
  readonly confirmation: string;
  /** An hour each, those ticked and those typed. */
  readonly confirmHours: readonly string[];
  readonly confirmLimit: string;
}

type WrittenConfirmation = { readonly hours: readonly number[]; readonly limitMinutes: number } | null;

/** Whoever asks nobody need not say by when an answer must have come. */
export const CONFIRMATION_PART = ownPart<ConfirmationValues, WrittenConfirmation>({
  typed: (sent) => ({
    confirmation: sent.text('confirmation'),
    confirmHours: sent.all('confirmHours').filter((hours) => hours !== ''),
    confirmLimit: sent.text('confirmLimit'),
  }),
  shown: (written) => ({
    confirmation: written === null ? 'usual' : written.hours.length === 0 ? 'never' : 'own',
    confirmHours: written?.hours.map(String) ?? [],
    confirmLimit: written === null ? '' : String(written.limitMinutes),
  }),
  raw({ confirmation, confirmHours, confirmLimit }) {
    if (confirmation === 'own') return { hours: confirmHours, limitMinutes: confirmLimit };
    return confirmation === 'never' ? { hours: [], limitMinutes: '60' } : null;
  },
});

export const COVERAGE_ROWS = ownPart<{ readonly coverage: readonly WindowRow[] }, unknown>({
  typed: (sent) => ({ coverage: typedWindows(sent, 'cover') }),
  shown: (written) => ({ coverage: windowRows(written) }),
  raw: ({ coverage }) => (coverage.length === 0 ? null : coverage.map(rawWindowPart)),
});
