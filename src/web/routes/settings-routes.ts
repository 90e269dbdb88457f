import { guarded, type Route } from '../gate.ts';
import { everybodysPreferences, saveEverybodysPreferences } from '../notices/preferences-pages.ts';
import { sendersPage, trySender } from '../notices/sender-pages.ts';
import { saveText, textPage, textsPage } from '../notices/texts-pages.ts';
import { removalPage, remove } from '../removal/removal-pages.ts';
import { auditList, auditPage } from '../settings/audit-page.ts';
import { examineNow, placeTestCall } from '../settings/installation.ts';
import { settingsPage } from '../settings/settings-pages.ts';
import { listFiles } from '../tables/list-files.ts';
import { saveTrunk, trunkPage, trunksList, trunksPage } from '../trunks/trunk-pages.ts';

/** Settings. */
export const SETTINGS_ROUTES: readonly Route[] = [
  guarded('get', '/settings', 'settings.see', settingsPage),
  guarded('post', '/settings/installation', 'settings.see', examineNow),
  guarded('post', '/settings/test-call', 'settings.see', placeTestCall),
  guarded('get', '/settings/notices', 'notices.edit', everybodysPreferences),
  guarded('post', '/settings/notices', 'notices.edit', saveEverybodysPreferences),
  guarded('get', '/settings/texts', 'notices.edit', textsPage),
  guarded('get', '/settings/texts/:kind/:language', 'notices.edit', textPage),
  guarded('post', '/settings/texts/:kind/:language', 'notices.edit', saveText),
  guarded('get', '/settings/ways', 'notices.edit', sendersPage),
  guarded('post', '/settings/ways', 'notices.edit', trySender),
  guarded('get', '/settings/trunks', 'hotlines.edit', trunksPage),
  ...listFiles('/settings/trunks.', 'hotlines.edit', trunksList),
  guarded('get', '/settings/trunks/:trunk', 'hotlines.edit', trunkPage),
  guarded('post', '/settings/trunks/:trunk', 'hotlines.edit', saveTrunk),
  guarded('get', '/settings/trunks/:trunk/delete', 'hotlines.edit', removalPage('trunks', 'trunk')),
  guarded('post', '/settings/trunks/:trunk/delete', 'hotlines.edit', remove('trunks', 'trunk')),
  guarded('get', '/settings/audit', 'audit.see', auditPage),
  ...listFiles('/settings/audit.', 'audit.see', auditList),
];
