import type { Outcome } from '../domain/call.ts';
import { type Right, scopeOf } from '../domain/permissions.ts';
import { sentence } from '../words/phrases.ts';
import type { Alarm } from './deliveries/alarms.ts';
import { formatOf } from './format.ts';
import type { UndoOffer } from './planning/undo-offer.ts';
import type { Warned } from './planning/warned.ts';
import { DONE, type RequestContext } from './request-context.ts';
import { csrfToken } from './session.ts';
import { dataBlock } from './views.ts';

interface NavEntry {
  readonly key:
    | 'now'
    | 'my'
    | 'planning'
    | 'tasks'
    | 'calls'
    | 'logBook'
    | 'labour'
    | 'statistics'
    | 'deliveries'
    | 'people'
    | 'hotlines'
    | 'settings';
  readonly path: string;
  readonly may: Right;
  /** Where this entry is the present one. */
  readonly under: RegExp;
}

export const NAV: readonly NavEntry[] = [
  { key: 'now', path: '/now', may: 'now.see', under: /^\/now/ },
  { key: 'my', path: '/my', may: 'duty.own', under: /^\/my/ },
  { key: 'planning', path: '/planning', may: 'planning.see', under: /^\/planning/ },
  { key: 'tasks', path: '/tasks', may: 'tasks.see', under: /^\/tasks/ },
  { key: 'calls', path: '/calls', may: 'calls.see', under: /^\/calls/ },
  { key: 'logBook', path: '/log-book', may: 'log-book.see', under: /^\/log-book/ },
  {
    key: 'labour',
    path: '/interventions',
    may: 'interventions.see',
    under: /^\/(interventions|statements|labour)/,
  },
  { key: 'statistics', path: '/statistics', may: 'statistics.see', under: /^\/statistics/ },
  { key: 'deliveries', path: '/deliveries', may: 'notices.see', under: /^\/deliveries/ },
  { key: 'people', path: '/people', may: 'people.see', under: /^\/(people|teams)/ },
  { key: 'hotlines', path: '/hotlines', may: 'hotlines.see', under: /^\/(hotlines|escalation)/ },
  { key: 'settings', path: '/settings', may: 'settings.see', under: /^\/settings/ },
];

const OUTCOME_ICONS: Readonly<Record<Outcome | 'open', string>> = {
  open: 'phone',
  accepted: 'check',
  voicemail: 'message',
  'empty-message': 'circle',
  'caller-hung-up': 'circle',
  announced: 'circle',
  refused: 'cross',
  fallback: 'warning',
};

/** What the frame of every page needs, and what every template may use. */
export function frameOf(
  context: RequestContext,
  title: string,
  asset: (name: string) => string,
  {
    bare,
    alarms,
    undo,
    warned,
  }: {
    readonly bare: boolean;
    readonly alarms: readonly Alarm[] | null;
    readonly undo: UndoOffer | null;
    readonly warned: Warned | null;
  },
) {
  const { me, dependencies, now, language, request } = context;
  const done = DONE.find((word) => word === request.query.done);
  return {
    title,
    language,
    bare,
    alarms,
    undo,
    warned,
    asset,
    dataBlock,
    theme: me?.account.theme ?? 'system',
    csrf: csrfToken(dependencies, request),
    path: request.path,
    now,
    zone: dependencies.timeZone,
    f: formatOf(context),
    sentence,
    outcomeIcon: (outcome: Outcome | null) => OUTCOME_ICONS[outcome ?? 'open'],
    done: done === undefined ? null : context.t.shell.done[done],
    me: me === null ? null : { name: me.person.name, role: me.person.role, id: me.person.id },
    may: (right: Right) => me !== null && scopeOf(right, me.person.role) !== 'none',
    nav:
      me === null
        ? []
        : NAV.filter(({ may }) => scopeOf(may, me.person.role) !== 'none').map(({ key, path, under }) => ({
            key,
            path,
            current: under.test(request.path),
          })),
  };
}
