import { guarded, type Route, takingFile } from '../gate.ts';
import {
  discard,
  draftPage,
  draftsList,
  draftsPage,
  editDraft,
  publish,
  startDraft,
} from '../planning/draft-pages.ts';
import { dutyPage } from '../planning/duty-pages.ts';
import { LARGEST_PLANNING_MB, pastePage, readDutyFile, readPasted } from '../planning/paste-pages.ts';
import { dutyList, planningList } from '../planning/planning-list.ts';
import { planningPage, schedulePage } from '../planning/planning-pages.ts';
import { makeProposal, proposalPage, takeProposal } from '../planning/proposal-pages.ts';
import { readinessList, readinessPage } from '../planning/readiness-page.ts';
import { fitReplacements, replace, undo } from '../planning/replace-actions.ts';
import {
  createSchedule,
  newSchedulePage,
  saveSchedule,
  scheduleSettings,
} from '../planning/schedule-pages.ts';
import { changeShift, copyShifts, planShift } from '../planning/shift-actions.ts';
import { decideSwap } from '../planning/swap-actions.ts';
import { swapsList, swapsPage } from '../planning/swaps-page.ts';
import { dutyTablePage } from '../planning/table-page.ts';
import { removalPage, remove } from '../removal/removal-pages.ts';
import { listFiles } from '../tables/list-files.ts';
import { changeWallLinks, wallLinksPage } from '../wall-links/wall-link-pages.ts';
import {
  beginRound,
  remindMissing,
  roundList,
  roundPage,
  roundsList,
  roundsPage,
} from '../wishes/round-pages.ts';

/** Schedules, drafts, proposals and swaps. */
export const PLANNING_ROUTES: readonly Route[] = [
  guarded('get', '/planning', 'planning.see', planningPage),
  ...listFiles('/planning.', 'planning.see', planningList),
  ...listFiles('/planning/readiness.', 'planning.edit', readinessList, 'list'),
  ...listFiles('/planning/swaps.', 'planning.see', swapsList),
  ...listFiles('/planning/:schedule/list.', 'planning.see', dutyList),
  ...listFiles('/planning/:schedule/drafts.', 'planning.edit', draftsList, 'schedule'),
  ...listFiles('/planning/:schedule/wishes.', 'planning.edit', roundsList, 'schedule'),
  ...listFiles('/planning/:schedule/wishes/:round/answers.', 'planning.edit', roundList, 'schedule'),
  guarded('get', '/planning/new', 'schedules.create', newSchedulePage),
  guarded('post', '/planning/new', 'schedules.create', createSchedule),
  guarded('get', '/planning/readiness', 'planning.edit', readinessPage, 'list'),
  guarded('get', '/planning/table', 'planning.see', dutyTablePage),
  guarded('get', '/planning/swaps', 'planning.see', swapsPage),
  guarded('get', '/planning/links', 'planning.edit', (context) => wallLinksPage(context), 'list'),
  guarded('post', '/planning/links', 'planning.edit', changeWallLinks, 'list'),
  guarded('get', '/planning/:schedule', 'planning.see', schedulePage),
  guarded('get', '/planning/:schedule/settings', 'planning.edit', scheduleSettings, 'schedule'),
  guarded('post', '/planning/:schedule/settings', 'planning.edit', saveSchedule, 'schedule'),
  guarded('get', '/planning/:schedule/delete', 'schedules.create', removalPage('schedules', 'schedule')),
  guarded('post', '/planning/:schedule/delete', 'schedules.create', remove('schedules', 'schedule')),
  guarded('get', '/planning/:schedule/duty', 'planning.edit', dutyPage, 'schedule'),
  guarded('post', '/planning/:schedule/replace', 'planning.edit', replace, 'schedule'),
  guarded('post', '/planning/:schedule/undo', 'planning.edit', undo, 'schedule'),
  guarded('post', '/planning/:schedule/fit', 'planning.edit', fitReplacements, 'schedule'),
  guarded('post', '/planning/:schedule/shifts', 'planning.edit', planShift, 'schedule'),
  guarded('post', '/planning/:schedule/shifts/change', 'planning.edit', changeShift, 'schedule'),
  guarded('post', '/planning/:schedule/swaps/:swap', 'planning.edit', decideSwap, 'schedule'),
  guarded('get', '/planning/:schedule/drafts', 'planning.edit', draftsPage, 'schedule'),
  guarded('post', '/planning/:schedule/drafts', 'planning.edit', startDraft, 'schedule'),
  guarded(
    'get',
    '/planning/:schedule/drafts/:draft',
    'planning.edit',
    (context) => draftPage(context),
    'schedule',
  ),
  guarded('post', '/planning/:schedule/drafts/:draft/shifts', 'planning.edit', editDraft, 'schedule'),
  guarded('post', '/planning/:schedule/drafts/:draft/publish', 'planning.edit', publish, 'schedule'),
  guarded('post', '/planning/:schedule/drafts/:draft/discard', 'planning.edit', discard, 'schedule'),
  guarded('get', '/planning/:schedule/wishes', 'planning.edit', roundsPage, 'schedule'),
  guarded('post', '/planning/:schedule/wishes', 'planning.edit', beginRound, 'schedule'),
  guarded('get', '/planning/:schedule/wishes/:round', 'planning.edit', roundPage, 'schedule'),
  guarded('post', '/planning/:schedule/wishes/:round', 'planning.edit', remindMissing, 'schedule'),
  guarded('get', '/planning/:schedule/paste', 'planning.edit', pastePage, 'schedule'),
  guarded('post', '/planning/:schedule/paste', 'planning.edit', readPasted, 'schedule'),
  takingFile(
    guarded('post', '/planning/:schedule/paste/file', 'planning.edit', readDutyFile, 'schedule'),
    LARGEST_PLANNING_MB,
  ),
  guarded('get', '/planning/:schedule/propose', 'planning.edit', proposalPage, 'schedule'),
  guarded('post', '/planning/:schedule/propose', 'planning.edit', makeProposal, 'schedule'),
  guarded('post', '/planning/:schedule/propose/take', 'planning.edit', takeProposal, 'schedule'),
  guarded('post', '/planning/:schedule/copy', 'planning.edit', copyShifts, 'schedule'),
];
