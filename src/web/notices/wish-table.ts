import type { Hotline } from '../../domain/hotline.ts';
import { MEDIUMS, type Medium, NOTICE_KINDS, type NoticeKind } from '../../domain/notice/notice.ts';
import {
  type Decision,
  decideWanted,
  HOTLINE_KINDS,
  type Preference,
} from '../../domain/notice/preference.ts';
import type { Wish, WishScope } from '../../notices/wishes.ts';
import type { Fields } from '../forms/fields.ts';

/** In the order of the page. Every kind stands in one of them: a test holds that. */
export const GROUPS = {
  calls: [
    'missed-call',
    'voicemail',
    'voicemail-unfetched',
    'call-received',
    'call-taken',
    'caller-left',
    'escalated',
  ],
  tasks: ['task-opened', 'task-escalated', 'caller-again'],
  duty: [
    'duty-reminder',
    'duty-unconfirmed',
    'duty-declined',
    'duty-stand-by',
    'duty-began',
    'answer-confirmed',
    'answer-declined',
    'answer-unclear',
  ],
  planning: ['planning-changed', 'swap-proposed', 'swap-accepted', 'gap-ahead'],
  reach: ['person-unreachable', 'person-unreachable-soon', 'person-reachable'],
  trouble: ['trouble', 'trouble-over'],
} as const satisfies Readonly<Record<string, readonly NoticeKind[]>>;

export const CHOICES = ['inherit', 'on', 'off'] as const;
export type Choice = (typeof CHOICES)[number];

/** What somebody chose for a kind and a medium, and what comes of it. */
export interface WishCell {
  readonly medium: Medium;
  readonly name: string;
  readonly choice: string;
  /** What would come of having no wish. */
  readonly usual: Decision;
  /** What is in force. */
  readonly result: Decision;
  /** Hotlines for which it comes to something else. */
  readonly exceptions: readonly { readonly hotline: string; readonly result: Decision }[];
}

export interface WishRow {
  readonly kind: NoticeKind;
  readonly cells: readonly WishCell[];
}

export interface WishGroup {
  readonly key: keyof typeof GROUPS;
  readonly rows: readonly WishRow[];
}

/** `typed`: what a form that was refused had in its fields. */
export function wishTable(
  preferences: readonly Preference[],
  scope: WishScope,
  hotlines: readonly Hotline[],
  typed: Fields | null,
): readonly WishGroup[] {
  const ofOthers = preferences.filter(
    ({ hotlineId, personId }) => hotlineId !== scope.hotlineId || personId !== scope.personId,
  );
  const own = preferences.filter((one) => !ofOthers.includes(one));
  const cell = (kind: NoticeKind, medium: Medium): WishCell => {
    const wish = own.find((one) => one.kind === kind && one.medium === medium);
    const occasion = { hotlineId: scope.hotlineId, personId: scope.personId ?? '', kind, medium };
    const result = decideWanted(preferences, occasion);
    const name = fieldOf(kind, medium);
    return {
      medium,
      name,
      choice: typed?.has(name)
        ? typed.text(name)
        : wish === undefined
          ? 'inherit'
          : wish.wanted
            ? 'on'
            : 'off',
      usual: decideWanted(ofOthers, occasion),
      result,
      exceptions:
        scope.hotlineId !== null || !HOTLINE_KINDS.includes(kind)
          ? []
          : hotlines.flatMap(({ id, name: hotline }) => {
              const there = decideWanted(preferences, { ...occasion, hotlineId: id });
              return there.wanted === result.wanted ? [] : [{ hotline, result: there }];
            }),
    };
  };
  return (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).flatMap((key) => {
    const rows = kindsOf(scope)
      .filter((kind) => (GROUPS[key] as readonly NoticeKind[]).includes(kind))
      .map((kind) => ({ kind, cells: MEDIUMS.map((medium) => cell(kind, medium)) }));
    return rows.length === 0 ? [] : [{ key, rows }];
  });
}

/** What a form wishes, and the fields in which no choice of ours stands. Fields that were not sent say nothing. */
export function readWishes(
  fields: Fields,
  scope: WishScope,
): { readonly wishes: readonly Wish[]; readonly wrong: readonly string[] } {
  const sent = kindsOf(scope).flatMap((kind) =>
    MEDIUMS.map((medium) => ({ kind, medium, name: fieldOf(kind, medium) })).filter(({ name }) =>
      fields.has(name),
    ),
  );
  const choiceIn = (name: string) => CHOICES.find((choice) => choice === fields.text(name));
  return {
    wrong: sent.map(({ name }) => name).filter((name) => choiceIn(name) === undefined),
    wishes: sent.map(({ kind, medium, name }) => {
      const choice = choiceIn(name);
      return { kind, medium, wanted: choice === 'inherit' ? null : choice === 'on' };
    }),
  };
}

/** The order is that of the groups. */
function kindsOf({ hotlineId }: WishScope): readonly NoticeKind[] {
  const all: readonly NoticeKind[] = Object.values(GROUPS).flat();
  const inOrder = NOTICE_KINDS.toSorted((a, b) => all.indexOf(a) - all.indexOf(b));
  return hotlineId === null ? inOrder : inOrder.filter((kind) => HOTLINE_KINDS.includes(kind));
}

function fieldOf(kind: NoticeKind, medium: Medium): string {
  return `${kind}.${medium}`;
}
