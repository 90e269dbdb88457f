import { MEDIUMS, type Medium } from './notice.ts';
import { NOTICE_KINDS, type NoticeKind, noticeKind } from './notice-kinds.ts';

/** What people choose in one go, in place of kind by kind. */
export const NOTICE_PROFILES = ['essential', 'normal', 'all'] as const;
export type NoticeProfile = (typeof NOTICE_PROFILES)[number];

/** What can wait, and is told to whoever wants the essential only: their own duty, and the statement that is theirs by law. */
const ESSENTIAL: readonly NoticeKind[] = ['duty-changed-later', 'statement-closed'];

/**
 * What a profile says of a kind and a medium; null: nothing, what is usual holds. The essential is what does not wait;
 * all is every kind by mail, and SMS as usual, which cost money and wake people.
 */
export function saidByProfile(profile: NoticeProfile, kind: NoticeKind, medium: Medium): boolean | null {
  if (profile === 'essential') return noticeKind(kind).canWait && !ESSENTIAL.includes(kind) ? false : null;
  return profile === 'all' && medium === 'email' ? true : null;
}

/** The profile that comes to exactly these choices; null: they are of somebody's own. */
export function profileOf(
  chosen: (kind: NoticeKind, medium: Medium) => boolean | null,
): NoticeProfile | null {
  const says = (profile: NoticeProfile) =>
    NOTICE_KINDS.every((kind) =>
      MEDIUMS.every((medium) => chosen(kind, medium) === saidByProfile(profile, kind, medium)),
    );
  return NOTICE_PROFILES.find(says) ?? null;
}
