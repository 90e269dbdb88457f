import { guarded, type Route, takingFile } from '../gate.ts';
import { personPreferences, savePersonPreferences } from '../notices/preferences-pages.ts';
import { changePersonAbsence, changePersonCalendar } from '../people/absence-actions.ts';
import { LARGEST_CALENDAR_MB } from '../people/absence-calendars.ts';
import { endAccess, invite } from '../people/access-pages.ts';
import { proveAgain } from '../people/dead-address.ts';
import { pastePeople, pastePeoplePage } from '../people/paste-people-pages.ts';
import { peopleList } from '../people/people-list.ts';
import { createPerson, newPersonPage, peoplePage, personPage, savePerson } from '../people/people-pages.ts';
import { phoneTestPage, testPhone } from '../phones/phone-test-pages.ts';
import { erase, erasurePage, notePage, recordFile, recordPage } from '../privacy/privacy-pages.ts';
import { removalPage, remove } from '../removal/removal-pages.ts';
import { listFiles } from '../tables/list-files.ts';
import { createTeam, newTeamPage, saveTeam, teamPage, teamsList, teamsPage } from '../teams/team-pages.ts';

/** People and teams. */
export const PEOPLE_ROUTES: readonly Route[] = [
  guarded('get', '/people', 'people.see', peoplePage, 'list'),
  ...listFiles('/people.', 'people.see', peopleList, 'list'),
  guarded('get', '/people/new', 'people.create', newPersonPage),
  guarded('post', '/people/new', 'people.create', createPerson),
  guarded('get', '/people/new/several', 'people.create', pastePeoplePage),
  guarded('post', '/people/new/several', 'people.create', pastePeople),
  guarded('get', '/people/:person', 'people.see', personPage, 'person'),
  guarded('post', '/people/:person', 'people.edit', savePerson, 'person'),
  guarded('get', '/people/:person/notices', 'people.edit', personPreferences, 'person'),
  guarded('post', '/people/:person/notices', 'people.edit', savePersonPreferences, 'person'),
  guarded('post', '/people/:person/prove', 'people.edit', proveAgain, 'person'),
  guarded('post', '/people/:person/absences', 'absences.edit', changePersonAbsence, 'person'),
  takingFile(
    guarded('post', '/people/:person/calendars', 'people.edit', changePersonCalendar, 'person'),
    LARGEST_CALENDAR_MB,
  ),
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
  ...listFiles('/teams.', 'people.see', teamsList, 'list'),
  guarded('get', '/teams/new', 'teams.edit', newTeamPage),
  guarded('post', '/teams/new', 'teams.edit', createTeam),
  guarded('get', '/teams/:team', 'people.see', teamPage, 'list'),
  guarded('post', '/teams/:team', 'teams.edit', saveTeam),
  guarded('get', '/teams/:team/delete', 'teams.edit', removalPage('teams', 'team')),
  guarded('post', '/teams/:team/delete', 'teams.edit', remove('teams', 'team')),
];
