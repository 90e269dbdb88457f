import { dryRunPage } from '../dry-run/dry-run-pages.ts';
import {
  createEscalation,
  escalationPage,
  newEscalationPage,
  saveEscalation,
} from '../escalation/escalation-pages.ts';
import { guarded, type Route, takingFile } from '../gate.ts';
import {
  greetingAudio,
  greetingPage,
  LARGEST_GREETING_MB,
  removeGreeting,
  saveGreeting,
} from '../hotlines/greeting-pages.ts';
import { hotlinePage, hotlinesList, hotlinesPage, saveHotline } from '../hotlines/hotline-pages.ts';
import { createHotline, newHotlinePage } from '../hotlines/new-hotline-pages.ts';
import { hotlinePreferences, saveHotlinePreferences } from '../notices/preferences-pages.ts';
import { removalPage, remove } from '../removal/removal-pages.ts';
import { listFiles } from '../tables/list-files.ts';

/** Hotlines and escalation. */
export const HOTLINES_ROUTES: readonly Route[] = [
  guarded('get', '/hotlines', 'hotlines.see', hotlinesPage),
  ...listFiles('/hotlines.', 'hotlines.see', hotlinesList),
  guarded('get', '/hotlines/new', 'hotlines.edit', newHotlinePage),
  guarded('post', '/hotlines/new', 'hotlines.edit', createHotline),
  guarded('get', '/hotlines/:hotline', 'hotlines.see', hotlinePage),
  guarded('post', '/hotlines/:hotline', 'hotlines.edit', saveHotline),
  guarded('get', '/hotlines/:hotline/greeting', 'hotlines.edit', greetingPage),
  takingFile(
    guarded('post', '/hotlines/:hotline/greeting', 'hotlines.edit', saveGreeting),
    LARGEST_GREETING_MB,
  ),
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
];
