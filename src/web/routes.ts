import { scopeOf } from '../domain/permissions.ts';
import {
  codePage,
  forgottenPage,
  giveCode,
  logIn,
  logInPage,
  logOut,
  makeResetLink,
} from './access/log-in-pages.ts';
import {
  askForPasskey,
  askForPasskeyAfterwards,
  giveCodeByPasskey,
  logInByPasskey,
} from './access/passkey-log-in.ts';
import { choosePassword, setUp, setUpPage, welcomePage } from './access/set-up-pages.ts';
import {
  accountPage,
  beginFactor,
  changePassword,
  confirmFactor,
  endFactor,
  endOtherSessions,
  endSession,
  savePreferences,
} from './account/account-pages.ts';
import { addPasskey, beginPasskey, removePasskey } from './account/passkey-pages.ts';
import { changePin, endPin } from './account/pin-form.ts';
import { callAudio } from './calls/call-audio.ts';
import { callsCsv } from './calls/calls-csv.ts';
import { callPage, callsPage } from './calls/calls-pages.ts';
import { endCall, endingPage } from './calls/end-call-pages.ts';
import { messageRemovalPage, removeMessage } from './calls/message-pages.ts';
import { alarmsPart } from './deliveries/alarms.ts';
import { deliveriesPage, deliveryHtml, deliveryPage, sendAgain } from './deliveries/deliveries-pages.ts';
import { dryRunPage } from './dry-run/dry-run-pages.ts';
import {
  createEscalation,
  escalationPage,
  newEscalationPage,
  saveEscalation,
} from './escalation/escalation-pages.ts';
import { guarded, open, type Route, takingFile } from './gate.ts';
import { greetingAudio, greetingPage, removeGreeting, saveGreeting } from './hotlines/greeting-pages.ts';
import { hotlinePage, hotlinesPage, saveHotline } from './hotlines/hotline-pages.ts';
import { createHotline, newHotlinePage } from './hotlines/new-hotline-pages.ts';
import { checksPage, fairnessPage, noticePage } from './labour/checks-pages.ts';
import { changeIntervention, interventionPage } from './labour/intervention-pages.ts';
import { beginIntervention, interventionsPage } from './labour/interventions-pages.ts';
import { rulesListPage, rulesPage, saveLabourPeople, saveRules } from './labour/rules-pages.ts';
import { payrollDownload, statementsCsv } from './labour/statement-files.ts';
import { closedPdf, closeMonth, statementPage, statementsPage } from './labour/statements-pages.ts';
import { logBookCsv, logBookPage, writeEntry } from './log-book/log-book-pages.ts';
import { landing } from './my/landing.ts';
import {
  acknowledge,
  answerMyDuty,
  answerSwap,
  changeFeed,
  changeMyAbsence,
  changeMyCalendar,
  giveAway,
  takeOver,
  undoTakeOver,
} from './my/my-actions.ts';
import { takeCard } from './my/my-card.ts';
import { myPage } from './my/my-pages.ts';
import {
  everybodysPreferences,
  hotlinePreferences,
  myPreferences,
  personPreferences,
  saveEverybodysPreferences,
  saveHotlinePreferences,
  saveMyPreferences,
  savePersonPreferences,
} from './notices/preferences-pages.ts';
import { tryWay, waysPage } from './notices/sender-pages.ts';
import { saveText, textPage, textsPage } from './notices/texts-pages.ts';
import type { LiveStreams } from './now/live-stream.ts';
import { dutyPart, liveStream, nowPage, signalPart, tasksPart, wallPage } from './now/now-pages.ts';
import { changePersonAbsence, changePersonCalendar } from './people/absence-actions.ts';
import { endAccess, invite } from './people/access-pages.ts';
import { createPerson, newPersonPage, peoplePage, personPage, savePerson } from './people/people-pages.ts';
import { removalPage, remove } from './people/removal-pages.ts';
import { phoneTestPage, testPhone } from './phones/phone-test-pages.ts';
import { discard, draftPage, draftsPage, editDraft, publish, startDraft } from './planning/draft-pages.ts';
import { dutyPage } from './planning/duty-pages.ts';
import { pastePage, readPasted } from './planning/paste-pages.ts';
import { planningPage, schedulePage } from './planning/planning-pages.ts';
import { makeProposal, proposalPage, takeProposal } from './planning/proposal-pages.ts';
import { readinessPage } from './planning/readiness-page.ts';
import { fitReplacements, replace, undo } from './planning/replace-actions.ts';
import {
  createSchedule,
  newSchedulePage,
  saveSchedule,
  scheduleSettings,
} from './planning/schedule-pages.ts';
import { changeShift, copyShifts, planShift } from './planning/shift-actions.ts';
import { decideSwap } from './planning/swap-actions.ts';
import { swapsPage } from './planning/swaps-page.ts';
import { dutyTablePage } from './planning/table-page.ts';
import { erase, erasurePage, notePage, recordFile, recordPage } from './privacy/privacy-pages.ts';
import { searchPage } from './search/search-page.ts';
import { examineNow } from './settings/installation.ts';
import { auditPage, settingsPage } from './settings/settings-pages.ts';
import { reportPdf } from './statistics/report-pages.ts';
import { statisticsFile } from './statistics/statistics-files.ts';
import {
  afterwardsPage,
  chainPage,
  peopleFiguresPage,
  receptionPage,
} from './statistics/statistics-pages.ts';
import { whatIfPage } from './statistics/what-if-pages.ts';
import { callBack, changeTask } from './tasks/task-actions.ts';
import { callBackPart, taskPage } from './tasks/task-page.ts';
import { tasksPage } from './tasks/tasks-page.ts';
import { createTeam, newTeamPage, saveTeam, teamPage, teamsPage } from './teams/team-pages.ts';
import { saveTrunk, trunkPage, trunksPage } from './trunks/trunk-pages.ts';

/** Every route, with who may. `/health` and the assets, which are for everybody, are in site.ts. */
export function createRoutes(streams: () => LiveStreams): readonly Route[] {
  return [
    // Getting in
    open('get', '/log-in', logInPage),
    open('post', '/log-in', logIn),
    open('get', '/log-in/code', codePage),
    open('post', '/log-in/code', giveCode),
    open('get', '/log-in/passkey', askForPasskey),
    open('post', '/log-in/passkey', logInByPasskey),
    open('get', '/log-in/code/passkey', askForPasskeyAfterwards),
    open('post', '/log-in/code/passkey', giveCodeByPasskey),
    open('get', '/forgotten', forgottenPage),
    open('post', '/forgotten', makeResetLink),
    open('get', '/welcome/:token', welcomePage),
    open('post', '/welcome/:token', choosePassword),
    open('get', '/set-up', setUpPage),
    open('post', '/set-up', setUp),
    guarded('post', '/log-out', 'account.own', logOut, 'self'),

    // Now
    guarded('get', '/', 'now.see', landing),
    // From the home screen of a telephone.
    guarded('get', '/home', 'now.see', ({ actor }) => ({
      kind: 'see',
      path: scopeOf('duty.own', actor.role) === 'none' ? '/now' : '/my',
    })),
    guarded('get', '/now', 'now.see', nowPage),
    guarded('get', '/now/duty', 'now.see', dutyPart),
    guarded('get', '/now/tasks', 'now.see', tasksPart),
    guarded('get', '/now/signal', 'now.see', signalPart),
    guarded('get', '/now/stream', 'now.see', liveStream(streams)),
    guarded('get', '/wall', 'now.see', wallPage),

    guarded('get', '/search', 'now.see', searchPage),

    // Calls
    guarded('get', '/calls', 'calls.see', callsPage, 'list'),
    guarded('get', '/calls.csv', 'calls.export', callsCsv),
    guarded('get', '/calls/:call', 'calls.see', callPage, 'call'),
    guarded('get', '/calls/:call/end', 'calls.end', endingPage),
    guarded('post', '/calls/:call/end', 'calls.end', endCall),
    guarded('get', '/calls/:call/messages/:recording', 'calls.listen', callAudio, 'call'),
    guarded('get', '/calls/:call/messages/:recording/delete', 'messages.delete', messageRemovalPage, 'call'),
    guarded('post', '/calls/:call/messages/:recording/delete', 'messages.delete', removeMessage, 'call'),

    // Figures about calls
    guarded('get', '/statistics', 'statistics.see', receptionPage),
    guarded('get', '/statistics/chain', 'statistics.see', chainPage),
    guarded('get', '/statistics/people', 'statistics.people', peopleFiguresPage, 'list'),
    guarded('get', '/statistics/afterwards', 'statistics.see', afterwardsPage),
    guarded('get', '/statistics/report/:month', 'statistics.see', reportPdf),
    guarded('get', '/statistics/what-if', 'statistics.see', whatIfPage),
    guarded('get', '/statistics/files/:subject/:file', 'statistics.people', statisticsFile, 'list'),

    // Calls that still need a human, and the log book
    guarded('get', '/tasks', 'tasks.see', tasksPage, 'list'),
    guarded('get', '/tasks/:task', 'tasks.see', (context) => taskPage(context), 'task'),
    guarded('post', '/tasks/:task', 'tasks.act', changeTask, 'task'),
    guarded('get', '/tasks/:task/call-back', 'tasks.see', callBackPart, 'task'),
    guarded('post', '/tasks/:task/call-back', 'tasks.act', callBack, 'task'),
    guarded('get', '/log-book', 'log-book.see', (context) => logBookPage(context), 'list'),
    guarded('post', '/log-book', 'log-book.write', writeEntry, 'list'),
    guarded('get', '/log-book.csv', 'log-book.export', logBookCsv),

    // Interventions, rest and pay
    guarded('get', '/interventions', 'interventions.see', interventionsPage, 'list'),
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
    guarded('get', '/statements/:month/csv', 'interventions.see', statementsCsv, 'list'),
    guarded('get', '/statements/:month/payroll', 'statements.close', payrollDownload, 'list'),
    guarded('post', '/statements/:month/close', 'statements.close', closeMonth, 'list'),
    guarded('get', '/statements/:month/:person', 'interventions.see', statementPage, 'person'),

    guarded('get', '/labour/fairness', 'people.see', fairnessPage, 'list'),
    guarded('get', '/labour/notice', 'interventions.see', noticePage, 'list'),
    guarded('get', '/labour/checks', 'interventions.validate', checksPage, 'list'),
    guarded('get', '/labour/rules', 'labour.edit', rulesListPage),
    guarded('post', '/labour/people', 'labour.edit', saveLabourPeople),
    guarded('get', '/labour/rules/:team', 'labour.edit', (context) => rulesPage(context)),
    guarded('post', '/labour/rules/:team', 'labour.edit', saveRules),

    // What people were told
    guarded('get', '/deliveries', 'notices.see', deliveriesPage),
    guarded('get', '/deliveries/:notice', 'notices.see', deliveryPage),
    guarded('get', '/deliveries/:notice/html', 'notices.see', deliveryHtml),
    guarded('post', '/deliveries/:notice/again', 'notices.send', sendAgain),
    guarded('get', '/alarms', 'notices.see', alarmsPart),

    // One's own duty
    guarded('get', '/my', 'duty.own', (context) => myPage(context), 'self'),
    guarded('post', '/my/confirm', 'duty.own', answerMyDuty, 'self'),
    guarded('post', '/my/take', 'duty.own', takeOver, 'self'),
    guarded('post', '/my/take/undo', 'duty.own', undoTakeOver, 'self'),
    guarded('post', '/my/swaps', 'duty.own', giveAway, 'self'),
    guarded('post', '/my/swaps/:swap', 'duty.own', answerSwap, 'self'),
    guarded('post', '/my/publications/:publication', 'duty.own', acknowledge, 'self'),
    guarded('post', '/my/absences', 'duty.own', changeMyAbsence, 'self'),
    guarded('post', '/my/card', 'duty.own', takeCard, 'self'),
    takingFile(guarded('post', '/my/calendars', 'duty.own', changeMyCalendar, 'self')),
    guarded('post', '/my/feeds', 'duty.own', changeFeed, 'self'),

    // Planning
    guarded('get', '/planning', 'planning.see', planningPage),
    guarded('get', '/planning/new', 'schedules.create', newSchedulePage),
    guarded('post', '/planning/new', 'schedules.create', createSchedule),
    guarded('get', '/planning/readiness', 'planning.edit', readinessPage, 'list'),
    guarded('get', '/planning/table', 'planning.see', dutyTablePage),
    guarded('get', '/planning/swaps', 'planning.see', swapsPage),
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
    guarded('get', '/planning/:schedule/paste', 'planning.edit', pastePage, 'schedule'),
    guarded('post', '/planning/:schedule/paste', 'planning.edit', readPasted, 'schedule'),
    guarded('get', '/planning/:schedule/propose', 'planning.edit', proposalPage, 'schedule'),
    guarded('post', '/planning/:schedule/propose', 'planning.edit', makeProposal, 'schedule'),
    guarded('post', '/planning/:schedule/propose/take', 'planning.edit', takeProposal, 'schedule'),
    guarded('post', '/planning/:schedule/copy', 'planning.edit', copyShifts, 'schedule'),

    // People and teams
    guarded('get', '/people', 'people.see', peoplePage, 'list'),
    guarded('get', '/people/new', 'people.create', newPersonPage),
    guarded('post', '/people/new', 'people.create', createPerson),
    guarded('get', '/people/:person', 'people.see', personPage, 'person'),
    guarded('post', '/people/:person', 'people.edit', savePerson, 'person'),
    guarded('get', '/people/:person/notices', 'people.edit', personPreferences, 'person'),
    guarded('post', '/people/:person/notices', 'people.edit', savePersonPreferences, 'person'),
    guarded('post', '/people/:person/absences', 'absences.edit', changePersonAbsence, 'person'),
    takingFile(guarded('post', '/people/:person/calendars', 'people.edit', changePersonCalendar, 'person')),
    guarded('post', '/people/:person/access', 'people.let-in', invite, 'person'),
    guarded('post', '/people/:person/access/end', 'people.let-in', endAccess, 'person'),
    guarded('get', '/people/:person/ring', 'phones.test', phoneTestPage, 'person'),
    guarded('post', '/people/:person/ring', 'phones.test', testPhone, 'person'),
    guarded('get', '/people/:person/delete', 'people.delete', removalPage('people', 'person')),
    guarded('post', '/people/:person/delete', 'people.delete', remove('people', 'person')),
    // What is recorded of somebody
    guarded('get', '/people/:person/record', 'records.see', recordPage, 'person'),
    guarded('get', '/people/:person/record/file', 'records.see', recordFile, 'person'),
    guarded('get', '/people/:person/record/erase', 'records.erase', (context) => erasurePage(context)),
    guarded('post', '/people/:person/record/erase', 'records.erase', erase),
    guarded('get', '/privacy/notes/:audience', 'account.own', notePage, 'self'),

    guarded('get', '/teams', 'people.see', teamsPage, 'list'),
    guarded('get', '/teams/new', 'teams.edit', newTeamPage),
    guarded('post', '/teams/new', 'teams.edit', createTeam),
    guarded('get', '/teams/:team', 'people.see', teamPage, 'list'),
    guarded('post', '/teams/:team', 'teams.edit', saveTeam),
    guarded('get', '/teams/:team/delete', 'teams.edit', removalPage('teams', 'team')),
    guarded('post', '/teams/:team/delete', 'teams.edit', remove('teams', 'team')),

    // Hotlines and escalation
    guarded('get', '/hotlines', 'hotlines.see', hotlinesPage),
    guarded('get', '/hotlines/new', 'hotlines.edit', newHotlinePage),
    guarded('post', '/hotlines/new', 'hotlines.edit', createHotline),
    guarded('get', '/hotlines/:hotline', 'hotlines.see', hotlinePage),
    guarded('post', '/hotlines/:hotline', 'hotlines.edit', saveHotline),
    guarded('get', '/hotlines/:hotline/greeting', 'hotlines.edit', greetingPage),
    takingFile(guarded('post', '/hotlines/:hotline/greeting', 'hotlines.edit', saveGreeting)),
    guarded('post', '/hotlines/:hotline/greeting/remove', 'hotlines.edit', removeGreeting),
    guarded('get', '/hotlines/:hotline/greeting.wav', 'hotlines.see', greetingAudio),
    guarded('get', '/hotlines/:hotline/dry-run', 'hotlines.see', dryRunPage),
    guarded('get', '/hotlines/:hotline/notices', 'notices.edit', hotlinePreferences),
    guarded('post', '/hotlines/:hotline/notices', 'notices.edit', saveHotlinePreferences),
    guarded('get', '/hotlines/:hotline/delete', 'hotlines.edit', removalPage('hotlines', 'hotline')),
    guarded('post', '/hotlines/:hotline/delete', 'hotlines.edit', remove('hotlines', 'hotline')),
    guarded('get', '/escalation/new', 'hotlines.edit', newEscalationPage),
    guarded('post', '/escalation/new', 'hotlines.edit', createEscalation),
    guarded('get', '/escalation/:policy', 'hotlines.see', escalationPage),
    guarded('post', '/escalation/:policy', 'hotlines.edit', saveEscalation),
    guarded('get', '/escalation/:policy/delete', 'hotlines.edit', removalPage('policies', 'policy')),
    guarded('post', '/escalation/:policy/delete', 'hotlines.edit', remove('policies', 'policy')),

    // Settings
    guarded('get', '/settings', 'settings.see', settingsPage),
    guarded('post', '/settings/installation', 'settings.see', examineNow),
    guarded('get', '/settings/notices', 'notices.edit', everybodysPreferences),
    guarded('post', '/settings/notices', 'notices.edit', saveEverybodysPreferences),
    guarded('get', '/settings/texts', 'notices.edit', textsPage),
    guarded('get', '/settings/texts/:kind/:language', 'notices.edit', textPage),
    guarded('post', '/settings/texts/:kind/:language', 'notices.edit', saveText),
    guarded('get', '/settings/ways', 'notices.edit', waysPage),
    guarded('post', '/settings/ways', 'notices.edit', tryWay),
    guarded('get', '/settings/trunks', 'hotlines.edit', trunksPage),
    guarded('get', '/settings/trunks/:trunk', 'hotlines.edit', trunkPage),
    guarded('post', '/settings/trunks/:trunk', 'hotlines.edit', saveTrunk),
    guarded('get', '/settings/trunks/:trunk/delete', 'hotlines.edit', removalPage('trunks', 'trunk')),
    guarded('post', '/settings/trunks/:trunk/delete', 'hotlines.edit', remove('trunks', 'trunk')),
    guarded('get', '/settings/audit', 'audit.see', auditPage),

    // One's own account
    guarded('get', '/account', 'account.own', accountPage, 'self'),
    guarded('post', '/account', 'account.own', savePreferences, 'self'),
    guarded('get', '/account/notices', 'account.own', myPreferences, 'self'),
    guarded('post', '/account/notices', 'account.own', saveMyPreferences, 'self'),
    guarded('post', '/account/password', 'account.own', changePassword, 'self'),
    guarded('post', '/account/pin', 'account.own', changePin, 'self'),
    guarded('post', '/account/pin/end', 'account.own', endPin, 'self'),
    guarded('post', '/account/factor', 'account.own', beginFactor, 'self'),
    guarded('post', '/account/factor/on', 'account.own', confirmFactor, 'self'),
    guarded('post', '/account/factor/off', 'account.own', endFactor, 'self'),
    guarded('post', '/account/passkeys', 'account.own', beginPasskey, 'self'),
    guarded('post', '/account/passkeys/add', 'account.own', addPasskey, 'self'),
    guarded('post', '/account/passkeys/:passkey/remove', 'account.own', removePasskey, 'self'),
    guarded('post', '/account/sessions/end', 'account.own', endOtherSessions, 'self'),
    guarded('post', '/account/sessions/:session/end', 'account.own', endSession, 'self'),
  ];
}
