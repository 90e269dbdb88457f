import { isNarrow } from '../../domain/permissions.ts';
import { guarded, type Route } from '../gate.ts';
import { dutiesPage } from '../statistics/duties-page.ts';
import { reportPdf } from '../statistics/report-pages.ts';
import { statisticsFile } from '../statistics/statistics-files.ts';
import {
  afterwardsPage,
  chainPage,
  dutyFiguresPage,
  peopleFiguresPage,
  receptionPage,
} from '../statistics/statistics-pages.ts';
import { RIGHTS, SUBJECTS } from '../statistics/statistics-subjects.ts';
import { changeViews, viewsPage } from '../statistics/view-pages.ts';
import { whatIfPage } from '../statistics/what-if-pages.ts';

/** Figures about calls. */
export const STATISTICS_ROUTES: readonly Route[] = [
  guarded('get', '/statistics', 'statistics.see', receptionPage),
  guarded('get', '/statistics/chain', 'statistics.see', chainPage),
  guarded('get', '/statistics/people', 'statistics.people', peopleFiguresPage, 'list'),
  guarded('get', '/statistics/duty', 'statistics.people', dutyFiguresPage, 'list'),
  guarded('get', '/statistics/duties', 'statistics.people', dutiesPage, 'list'),
  guarded('get', '/statistics/afterwards', 'statistics.see', afterwardsPage),
  guarded('get', '/statistics/report/:month', 'statistics.see', reportPdf),
  guarded('get', '/statistics/what-if', 'statistics.see', whatIfPage),
  guarded('get', '/statistics/views', 'statistics.people', viewsPage, 'self'),
  guarded('post', '/statistics/views', 'statistics.people', changeViews, 'self'),
  ...SUBJECTS.map((subject) =>
    guarded(
      'get',
      `/statistics/files/${subject}/:file`,
      RIGHTS[subject],
      statisticsFile(subject),
      isNarrow(RIGHTS[subject]) ? 'list' : null,
    ),
  ),
];
