import { type MemberChange, param, type Reply } from '../visit.ts';
import { changeAbsence } from './absences.ts';
import { personPage } from './people-pages.ts';

export function changePersonAbsence(visit: MemberChange): Promise<Reply> {
  return changeAbsence(visit, param(visit, 'person'), personPage);
}
