import type { CalendarTrouble } from '../../domain/calendar-trouble.ts';
import type { AbsenceCalendar } from '../../planning/absence-calendars/absence-calendar.ts';
import type { Imported } from '../../planning/absence-calendars/import-absences.ts';
import { leftOutWords, skippedWords } from '../../planning/absence-calendars/left-out.ts';
import { type Instant, SECOND } from '../../runtime/instant.ts';
import type { Result } from '../../runtime/result.ts';
import { calendarTroubleInWords } from '../../words/calendar-trouble-words.ts';
import { uploadedFile } from '../forms/upload.ts';
import { NO_ERRORS, type ValidationErrors, validationError } from '../forms/validation-errors.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';

/** Calendars are looked at at every full and half hour. */
const LOOK_EVERY = 1800 * SECOND;
const MOST_SHOWN = 5;
/** As much as is fetched of one. */
export const LARGEST_CALENDAR_MB = 5;

/** The page with the forms again, with what is wrong beside its field. */
export type Again = (context: MemberContext, wrong: ValidationErrors) => Promise<Reply>;

/** Follows an address, takes a file, looks again or ends a calendar of somebody's absences. */
export async function changeCalendar(
  context: MemberChangeContext,
  personId: string,
  page: string,
  again: Again,
): Promise<Reply> {
  const { dependencies, fields, author, t } = context;
  const { absenceCalendars } = dependencies;
  const words = t.people.calendars;
  const answer = (
    field: string,
    outcome: Result<Imported | 'unchanged', CalendarTrouble>,
  ): Promise<Reply> | Reply =>
    outcome.ok
      ? { kind: 'see', path: page, done: outcome.value === 'unchanged' ? 'unchanged' : 'calendar-read' }
      : again(
          context,
          validationError(field, words.cannot(calendarTroubleInWords(outcome.error, context.language))),
        );
  switch (fields.text('do')) {
    case 'follow': {
      const address = fields.text('address');
      if (address === '') return again(context, validationError('address', words.noAddress));
      return answer('address', await absenceCalendars.follow(personId, address, author));
    }
    case 'upload': {
      const file = uploadedFile(context.request);
      if (file === null || file.bytes.length === 0)
        return again(context, validationError('calendar', words.noFile));
      if (file.tooLarge)
        return again(context, validationError('calendar', words.tooLarge(LARGEST_CALENDAR_MB)));
      const text = file.bytes.toString('utf8');
      const name = file.name.slice(0, 100) || words.unnamed;
      return answer('calendar', await absenceCalendars.importFile(personId, name, text, author));
    }
    case 'refresh': {
      const calendar = await ownCalendar(context, personId);
      if (calendar.address === null) return notFound();
      const outcome = await absenceCalendars.refresh(calendar);
      // Its trouble stands on the page by itself.
      return outcome.ok ? answer('', outcome) : { kind: 'see', path: page, done: 'calendar-unread' };
    }
    case 'remove': {
      const { id } = await ownCalendar(context, personId);
      await absenceCalendars.remove(id, author);
      return { kind: 'see', path: page, done: 'removed' };
    }
    default:
      return notFound();
  }
}

async function ownCalendar(
  { dependencies, fields }: MemberChangeContext,
  personId: string,
): Promise<AbsenceCalendar> {
  const calendars = await dependencies.absenceCalendars.list();
  return (
    calendars.find((one) => one.id === fields.text('calendarId') && one.personId === personId) ?? notFound()
  );
}

/** The calendars of somebody, with how each stands. The address stays with whoever entered it. */
export async function shownCalendars(
  { dependencies, language, fields }: MemberContext,
  personId: string,
  now: Instant,
  wrong: ValidationErrors = NO_ERRORS,
) {
  const calendars = (await dependencies.absenceCalendars.list()).filter((one) => one.personId === personId);
  return {
    wrong,
    typed: wrong.count > 0 ? fields.text('address') : '',
    list: calendars.map(({ id, name, address, state }) => ({
      id,
      name,
      followed: address !== null,
      readAt: state.succeededAt,
      triedAt: state.triedAt,
      trouble: state.trouble && calendarTroubleInWords(state.trouble, language),
      nextAt: address === null ? null : Math.ceil((now + 1) / LOOK_EVERY) * LOOK_EVERY,
      skipped: skippedWords(state.skipped, language),
      leftOut: state.leftOut.slice(0, MOST_SHOWN).map((one) => leftOutWords(one, language)),
      leftOutMore: Math.max(0, state.leftOut.length - MOST_SHOWN),
    })),
  };
}
