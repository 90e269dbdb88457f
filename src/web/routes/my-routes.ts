import { guarded, type Route, takingFile } from '../gate.ts';
import {
  acknowledge,
  acknowledgeLate,
  answerMyDuty,
  answerSwap,
  changeFeed,
  changeMyAbsence,
  changeMyCalendar,
  giveAway,
  takeOver,
  undoTakeOver,
} from '../my/my-actions.ts';
import { takeCard } from '../my/my-card.ts';
import { myPage } from '../my/my-pages.ts';
import { LARGEST_CALENDAR_MB } from '../people/absence-calendars.ts';
import { changeMyWishes, myWishes } from '../wishes/my-wishes.ts';

/** One's own duty. */
export const MY_ROUTES: readonly Route[] = [
  guarded('get', '/my', 'duty.own', (context) => myPage(context), 'self'),
  guarded('post', '/my/confirm', 'duty.own', answerMyDuty, 'self'),
  guarded('post', '/my/take', 'duty.own', takeOver, 'self'),
  guarded('post', '/my/take/undo', 'duty.own', undoTakeOver, 'self'),
  guarded('post', '/my/swaps', 'duty.own', giveAway, 'self'),
  guarded('post', '/my/swaps/:swap', 'duty.own', answerSwap, 'self'),
  guarded('get', '/my/wishes/:round', 'duty.own', myWishes, 'self'),
  guarded('post', '/my/wishes/:round', 'duty.own', changeMyWishes, 'self'),
  guarded('post', '/my/publications/:publication', 'duty.own', acknowledge, 'self'),
  guarded('post', '/my/late/:late', 'duty.own', acknowledgeLate, 'self'),
  guarded('post', '/my/absences', 'duty.own', changeMyAbsence, 'self'),
  guarded('post', '/my/card', 'duty.own', takeCard, 'self'),
  takingFile(guarded('post', '/my/calendars', 'duty.own', changeMyCalendar, 'self'), LARGEST_CALENDAR_MB),
  guarded('post', '/my/feeds', 'duty.own', changeFeed, 'self'),
];
