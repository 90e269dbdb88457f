import { guarded, type Route } from '../gate.ts';
import { checksList, checksPage, fairnessList, fairnessPage } from '../labour/checks-pages.ts';
import { hoursPage, saveHours } from '../labour/hours-pages.ts';
import { changeIntervention, interventionPage } from '../labour/intervention-pages.ts';
import { beginIntervention, interventionsList, interventionsPage } from '../labour/interventions-pages.ts';
import { explainLate, noticeList, noticePage } from '../labour/notice-pages.ts';
import { rulesListPage, rulesPage, saveLabourPeople, saveRules } from '../labour/rules-pages.ts';
import { payrollDownload, statementsList } from '../labour/statement-files.ts';
import { closedPdf, closeMonth, statementPage, statementsPage } from '../labour/statements-pages.ts';
import { yearPage } from '../labour/year-pages.ts';
import { listFiles } from '../tables/list-files.ts';

/** Interventions, rest and pay. */
export const LABOUR_ROUTES: readonly Route[] = [
  guarded('get', '/interventions', 'interventions.see', interventionsPage, 'list'),
  ...listFiles('/interventions.', 'interventions.see', interventionsList, 'list'),
  guarded('post', '/interventions', 'duty.own', beginIntervention, 'self'),
  guarded(
    'get',
    '/interventions/:intervention',
    'interventions.see',
    (context) => interventionPage(context),
    'list',
  ),
  guarded('post', '/interventions/:intervention', 'interventions.see', changeIntervention, 'list'),

  guarded('get', '/statements', 'interventions.see', (context) => statementsPage(context), 'list'),
  guarded('get', '/statements/closed/:statement', 'interventions.see', closedPdf, 'list'),
  ...listFiles('/statements/:month/', 'interventions.see', statementsList, 'list'),
  guarded('get', '/statements/:month/payroll', 'statements.close', payrollDownload, 'list'),
  guarded('post', '/statements/:month/close', 'statements.close', closeMonth, 'list'),
  guarded('get', '/statements/:month/:person', 'interventions.see', statementPage, 'person'),

  guarded('get', '/labour/year', 'statements.close', yearPage, 'list'),
  guarded('get', '/labour/fairness', 'people.see', fairnessPage, 'list'),
  ...listFiles('/labour/fairness.', 'people.see', fairnessList, 'list'),
  guarded('get', '/labour/notice', 'interventions.see', (context) => noticePage(context), 'list'),
  ...listFiles('/labour/notice.', 'interventions.see', noticeList, 'list'),
  guarded('post', '/labour/notice/:late', 'interventions.validate', explainLate, 'list'),
  guarded('get', '/labour/checks', 'interventions.validate', checksPage, 'list'),
  ...listFiles('/labour/checks.', 'interventions.validate', checksList, 'list'),
  guarded('get', '/labour/rules', 'labour.edit', rulesListPage),
  guarded('post', '/labour/people', 'labour.edit', saveLabourPeople),
  guarded('get', '/labour/people/:person', 'labour.edit', (context) => hoursPage(context)),
  guarded('post', '/labour/people/:person', 'labour.edit', saveHours),
  guarded('get', '/labour/rules/:team', 'labour.edit', (context) => rulesPage(context)),
  guarded('post', '/labour/rules/:team', 'labour.edit', saveRules),
];
