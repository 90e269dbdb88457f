import { scopeOf } from '../../domain/permissions.ts';
import { guarded, type Route } from '../gate.ts';
import { landing } from '../my/landing.ts';
import type { LiveStreams } from '../now/live-stream.ts';
import { dutyPart, liveStream, nowPage, signalPart, tasksPart, wallPage } from '../now/now-pages.ts';
import { searchPage } from '../search/search-page.ts';

/** What is going on now, and the search. */
export function nowRoutes(streams: () => LiveStreams): readonly Route[] {
  return [
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
  ];
}
