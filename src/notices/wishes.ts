import type { Medium, NoticeKind } from '../domain/notice/notice.ts';
import type { Preference, QuietHours } from '../domain/notice/preference.ts';
import type { Language } from '../domain/person.ts';
import type { OwnTemplate } from './compose/template.ts';

/** Where it is kept who wants to be told what, when, where and in which words. */
export interface Wishes {
  preferences(): Promise<readonly Preference[]>;
  /** `wanted` null: no wish of one's own any more. */
  setPreference(preference: Omit<Preference, 'wanted'>, wanted: boolean | null): Promise<void>;
  /** Null: never quiet. */
  setQuietHours(personId: string, quiet: QuietHours | null): Promise<void>;
  /** Null: as with their log-in, or the first mobile on which they are rung. */
  setAddress(personId: string, medium: Medium, address: string | null): Promise<void>;
  templates(): Promise<readonly OwnTemplate[]>;
  setTemplate(template: OwnTemplate): Promise<void>;
  /** Back to our own text. */
  removeTemplate(kind: NoticeKind, language: Language): Promise<void>;
}
