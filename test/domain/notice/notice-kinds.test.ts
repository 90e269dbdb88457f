import { describe, expect, it } from 'vitest';
import { systemError } from '../../../src/domain/notice/delivery-trouble.ts';
import { NOTICE_KINDS, noticeKind, timeToLiveSeconds } from '../../../src/domain/notice/notice-kinds.ts';
import { profileOf, saidByProfile } from '../../../src/domain/notice/profile.ts';

/** For whoever is on duty, or has to find somebody who is: sent at any hour. */
const AT_ONCE = [
  ...['missed-call', 'voicemail', 'voicemail-unfetched', 'call-received', 'caller-left', 'escalated'],
  ...['task-escalated', 'caller-again'],
  ...['duty-reminder', 'duty-unconfirmed', 'duty-declined', 'duty-stand-by', 'duty-changed'],
  ...['answer-confirmed', 'answer-declined', 'answer-unclear', 'duty-answer-unclear'],
  ...['hotline-gap-now', 'rest-due', 'rest-due-team'],
  ...['person-unreachable', 'person-unreachable-soon', 'phone-forwarded', 'trouble'],
];
const OF_A_HOTLINE = [
  ...['missed-call', 'voicemail', 'voicemail-unfetched', 'call-received', 'call-taken', 'caller-left'],
  ...['escalated', 'month-report', 'task-escalated', 'caller-again', 'hotline-gap-ahead', 'hotline-gap-now'],
];

describe('a notice', () => {
  it.each(NOTICE_KINDS)('%s waits for the end of quiet hours when nobody on duty needs it', (kind) => {
    expect(noticeKind(kind).canWait === true).toBe(!AT_ONCE.includes(kind));
    expect(noticeKind(kind).canWait).not.toBe(false);
  });

  it.each(NOTICE_KINDS)('%s may be wanted of one hotline and not of another when it is of one', (kind) => {
    expect(noticeKind(kind).ofHotline === true).toBe(OF_A_HOTLINE.includes(kind));
    expect(noticeKind(kind).ofHotline).not.toBe(false);
  });

  it('is worth reading for as long as its medium says', () => {
    expect(timeToLiveSeconds('missed-call', 'email')).toBe(24 * 3600);
    expect(timeToLiveSeconds('missed-call', 'sms')).toBe(3600);
  });
});

describe('a profile', () => {
  it.each([
    // Waits, and may be left out.
    ['essential', 'call-taken', 'email', false],
    ['essential', 'call-taken', 'sms', false],
    // Waits, and is their own duty, or theirs by law.
    ['essential', 'duty-changed-later', 'email', null],
    ['essential', 'statement-closed', 'email', null],
    // Does not wait.
    ['essential', 'missed-call', 'sms', null],
    ['normal', 'call-taken', 'email', null],
    ['normal', 'missed-call', 'sms', null],
    ['all', 'call-received', 'email', true],
    ['all', 'call-received', 'sms', null],
  ] as const)('%s says of %s by %s: %s', (profile, kind, medium, said) => {
    expect(saidByProfile(profile, kind, medium)).toBe(said);
  });

  it.each(['essential', 'normal', 'all'] as const)(
    '%s is known by what it comes to, all of it',
    (profile) => {
      const chosen = (kind: (typeof NOTICE_KINDS)[number], medium: 'email' | 'sms') =>
        saidByProfile(profile, kind, medium);
      expect(profileOf(chosen)).toBe(profile);
      const other = (kind: (typeof NOTICE_KINDS)[number], medium: 'email' | 'sms') =>
        kind === 'escalated' && medium === 'sms' ? false : chosen(kind, medium);
      expect(profileOf(other)).toBeNull();
    },
  );
});

it.each([
  [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  [Object.assign(new TypeError('x'), { code: 42 }), 'TypeError'],
  [new RangeError('x'), 'RangeError'],
  [{}, 'Error'],
])('what the system says of %j is %s', (error, said) => {
  expect(systemError(error)).toBe(said);
});
