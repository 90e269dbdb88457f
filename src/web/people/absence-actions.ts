import { type MemberChangeContext, param, type Reply } from '../request-context.ts';
import { changeAbsence } from './absences.ts';
import { personPage } from './people-pages.ts';

export function changePersonAbsence(context: MemberChangeContext): Promise<Reply> {
  return changeAbsence(context, param(context, 'person'), personPage);
}
