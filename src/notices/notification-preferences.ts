import type { Medium } from '../domain/notice/notice.ts';
import type { NoticeKind } from '../domain/notice/notice-kinds.ts';
import type { Preference, QuietHours } from '../domain/notice/preference.ts';
import type { Language } from '../domain/person.ts';
import type { Author } from '../planning/configuration.ts';
import type { OwnTemplate } from './compose/template.ts';

/** Where it is kept who wants to be told what, when, where and in which words. Each change leaves an audit entry. */
export interface NotificationPreferences {
  all(): Promise<readonly Preference[]>;
  /** Null: never quiet. */
  quietHours(personId: string): Promise<QuietHours | null>;
  /** Where SMS to them go, if not to the first mobile on which they are dialled. */
  ownMobile(personId: string): Promise<string | null>;
  templates(): Promise<readonly OwnTemplate[]>;
  /** Of one person, hotline, both or neither; what `changes` leaves out stays. Gives whether anything changed. */
  setPreferences(
    scope: PreferenceScope,
    changes: readonly PreferenceChange[],
    author: Author,
  ): Promise<boolean>;
  setQuietHours(personId: string, quiet: QuietHours | null, author: Author): Promise<boolean>;
  /** Null: as with their log-in, or the first mobile on which they are dialled. */
  setAddress(personId: string, medium: Medium, address: string | null, author: Author): Promise<boolean>;
  setTemplate(template: OwnTemplate, author: Author): Promise<boolean>;
  /** Back to our own text. */
  removeTemplate(kind: NoticeKind, language: Language, author: Author): Promise<boolean>;
}

/** Null: every hotline, everybody. */
export type PreferenceScope = Pick<Preference, 'hotlineId' | 'personId'>;

export interface PreferenceChange {
  readonly kind: NoticeKind;
  readonly medium: Medium;
  /** Null: no preference of one's own any more. */
  readonly wanted: boolean | null;
}
