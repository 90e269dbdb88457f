import { NOTICE_KINDS, type NoticeKind } from '../../domain/notice/notice-kinds.ts';
import type { Language } from '../../domain/person.ts';
import type { KindTexts } from '../../notices/compose/kind-texts.ts';
import { TEXTS } from '../../notices/compose/texts.ts';
import { inBoth } from '../messages/in-both.ts';

const kinds = (language: Language) =>
  Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, TEXTS[kind][language]])) as Record<
    NoticeKind,
    KindTexts[Language]
  >;

/** What people can be told, and by what: the words of every page about it. */
export const NOTICES = inBoth(
  {
    kinds: kinds('en'),
    mediums: { email: 'Mail', sms: 'SMS' },
    mediumsOn: { email: 'mail', sms: 'SMS' },
    groups: {
      calls: 'Calls',
      duty: 'Duty',
      planning: 'Planning',
      rest: 'Rest',
      reach: 'Who can be reached',
      trouble: 'Trouble',
      tasks: 'Calls to return',
    },
  },
  {
    kinds: kinds('fr'),
    mediums: { email: 'Courriel', sms: 'SMS' },
    mediumsOn: { email: 'courriel', sms: 'SMS' },
    groups: {
      calls: 'Appels',
      duty: 'Astreinte',
      planning: 'Planning',
      rest: 'Repos',
      reach: 'Personnes joignables',
      trouble: 'Pannes',
      tasks: 'Rappels à faire',
    },
  },
);
