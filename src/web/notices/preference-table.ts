import type { Hotline } from '../../domain/hotline.ts';
import { MEDIUMS, type Medium } from '../../domain/notice/notice.ts';
import {
  NOTICE_GROUPS,
  NOTICE_KINDS,
  type NoticeGroup,
  type NoticeKind,
  noticeKind,
} from '../../domain/notice/notice-kinds.ts';
import { type Decision, decideWanted, type Preference } from '../../domain/notice/preference.ts';
import {
  NOTICE_PROFILES,
  type NoticeProfile,
  profileOf,
  saidByProfile,
} from '../../domain/notice/profile.ts';
import type { PreferenceChange, PreferenceScope } from '../../notices/notification-preferences.ts';
import type { Fields } from '../forms/fields.ts';

export const CHOICES = ['inherit', 'on', 'off'] as const;
export type Choice = (typeof CHOICES)[number];

/** What somebody chose for a kind and a medium, and what comes of it. */
export interface PreferenceCell {
  readonly medium: Medium;
  readonly name: string;
  readonly choice: string;
  /** What each profile chooses here. */
  readonly profiles: Readonly<Record<NoticeProfile, Choice>>;
  /** What would come of having no preference. */
  readonly usual: Decision;
  /** What is in force. */
  readonly result: Decision;
  /** Hotlines for which it comes to something else. */
  readonly exceptions: readonly { readonly hotline: string; readonly result: Decision }[];
}

export interface PreferenceRow {
  readonly kind: NoticeKind;
  readonly cells: readonly PreferenceCell[];
}

export interface PreferenceGroup {
  readonly key: NoticeGroup;
  readonly rows: readonly PreferenceRow[];
}

/** `typed`: what a form that was refused had in its fields. */
export function preferenceTable(
  preferences: readonly Preference[],
  scope: PreferenceScope,
  hotlines: readonly Hotline[],
  typed: Fields | null,
): readonly PreferenceGroup[] {
  const ofOthers = preferences.filter(
    ({ hotlineId, personId }) => hotlineId !== scope.hotlineId || personId !== scope.personId,
  );
  const own = preferences.filter((one) => !ofOthers.includes(one));
  const cell = (kind: NoticeKind, medium: Medium): PreferenceCell => {
    const preference = own.find((one) => one.kind === kind && one.medium === medium);
    const occasion = { hotlineId: scope.hotlineId, personId: scope.personId ?? '', kind, medium };
    const result = decideWanted(preferences, occasion);
    const name = fieldOf(kind, medium);
    return {
      medium,
      name,
      choice: typed?.has(name)
        ? typed.text(name)
        : preference === undefined
          ? 'inherit'
          : preference.wanted
            ? 'on'
            : 'off',
      profiles: profileChoices(kind, medium),
      usual: decideWanted(ofOthers, occasion),
      result,
      exceptions:
        scope.hotlineId !== null || !noticeKind(kind).ofHotline
          ? []
          : hotlines.flatMap(({ id, name: hotline }) => {
              const there = decideWanted(preferences, { ...occasion, hotlineId: id });
              return there.wanted === result.wanted ? [] : [{ hotline, result: there }];
            }),
    };
  };
  return NOTICE_GROUPS.flatMap((key) => {
    const rows = kindsOf(scope)
      .filter((kind) => noticeKind(kind).group === key)
      .map((kind) => ({ kind, cells: MEDIUMS.map((medium) => cell(kind, medium)) }));
    return rows.length === 0 ? [] : [{ key, rows }];
  });
}

/** Profiles are of all that somebody is told: of one hotline, kinds are chosen one by one. */
export function hasProfiles({ hotlineId }: PreferenceScope): boolean {
  return hotlineId === null;
}

/** The profile that somebody's choices come to; `own`: to none. */
export function chosenProfile(
  preferences: readonly Preference[],
  scope: PreferenceScope,
): NoticeProfile | 'own' {
  const own = preferences.filter(
    ({ hotlineId, personId }) => hotlineId === scope.hotlineId && personId === scope.personId,
  );
  return (
    profileOf(
      (kind, medium) => own.find((one) => one.kind === kind && one.medium === medium)?.wanted ?? null,
    ) ?? 'own'
  );
}

/** A profile that was chosen, and was not the one when the form was opened; null: kinds count as they were chosen. */
export function readProfile(fields: Fields, scope: PreferenceScope): NoticeProfile | null {
  const profile = NOTICE_PROFILES.find((one) => one === fields.text('profile'));
  const isMoved = fields.text('profile') !== fields.text('openedProfile');
  return profile !== undefined && isMoved && hasProfiles(scope) ? profile : null;
}

/** What a profile says of every kind. */
export function changesOfProfile(profile: NoticeProfile): readonly PreferenceChange[] {
  return NOTICE_KINDS.flatMap((kind) =>
    MEDIUMS.map((medium) => ({ kind, medium, wanted: saidByProfile(profile, kind, medium) })),
  );
}

function profileChoices(kind: NoticeKind, medium: Medium): Readonly<Record<NoticeProfile, Choice>> {
  const choice = (profile: NoticeProfile): Choice => {
    const said = saidByProfile(profile, kind, medium);
    return said === null ? 'inherit' : said ? 'on' : 'off';
  };
  return { essential: choice('essential'), normal: choice('normal'), all: choice('all') };
}

/** What a form chooses, and the fields in which no choice of ours stands. Fields that were not sent say nothing. */
export function readPreferences(
  fields: Fields,
  scope: PreferenceScope,
): { readonly changes: readonly PreferenceChange[]; readonly wrong: readonly string[] } {
  const sent = kindsOf(scope).flatMap((kind) =>
    MEDIUMS.map((medium) => ({ kind, medium, name: fieldOf(kind, medium) })).filter(({ name }) =>
      fields.has(name),
    ),
  );
  const choiceIn = (name: string) => CHOICES.find((choice) => choice === fields.text(name));
  return {
    wrong: sent.map(({ name }) => name).filter((name) => choiceIn(name) === undefined),
    changes: sent.map(({ kind, medium, name }) => {
      const choice = choiceIn(name);
      return { kind, medium, wanted: choice === 'inherit' ? null : choice === 'on' };
    }),
  };
}

function kindsOf({ hotlineId }: PreferenceScope): readonly NoticeKind[] {
  return hotlineId === null ? NOTICE_KINDS : NOTICE_KINDS.filter((kind) => noticeKind(kind).ofHotline);
}

function fieldOf(kind: NoticeKind, medium: Medium): string {
  return `${kind}.${medium}`;
}
