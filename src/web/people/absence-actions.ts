import { type MemberChangeContext, param, type Reply } from '../request-context.ts';
import { changeCalendar } from './absence-calendars.ts';
import { changeAbsence } from './absences.ts';
import { personPage, personWithCalendar } from './people-pages.ts';

export function changePersonAbsence(context: MemberChangeContext): Promise<Reply> {
  return changeAbsence(context, param(context, 'person'), personPage);
}

export function changePersonCalendar(context: MemberChangeContext): Promise<Reply> {
  const person = param(context, 'person');
  return changeCalendar(context, person, `/people/${person}`, personWithCalendar);
}
