import { describe, expect, it } from 'vitest';
import {
  type Actor,
  dependsOnServing,
  isNarrow,
  mayAbout,
  mayAboutCall,
  mayAboutHotline,
  mayAboutSchedule,
  mayAboutTask,
  type Right,
} from '../../src/domain/permissions.ts';
import { ROLES, type Role } from '../../src/domain/person.ts';

const NORTH = ['north'];
const someone = (role: Role, personId: string = role, teamIds = NORTH): Actor => ({
  personId,
  role,
  teamIds,
});
const NOTHING: ReadonlySet<string> = new Set();

describe('a right over one’s team', () => {
  const supervisor = someone('supervisor');

  it.each(['people.edit', 'people.let-in', 'phones.test'] as const)(
    '%s reaches members and viewers of it, and nobody of the same rank or above in the very same team',
    (right) => {
      const reached = ROLES.filter((role) => mayAbout(right, supervisor, someone(role, 'other')));
      expect(reached.toSorted()).toEqual(['member', 'viewer']);
    },
  );

  it('reaches oneself, whatever one’s rank', () => {
    expect(mayAbout('people.edit', supervisor, supervisor)).toBe(true);
  });

  it('reaches nobody of another team, and nobody who is in none', () => {
    expect(mayAbout('people.edit', supervisor, someone('member', 'other', ['south']))).toBe(false);
    expect(mayAbout('people.edit', supervisor, someone('member', 'other', []))).toBe(false);
    expect(mayAbout('people.edit', someone('supervisor', 'sam', []), someone('member', 'other', []))).toBe(
      false,
    );
  });

  it('reaches a team shared among several', () => {
    const two = someone('supervisor', 'sam', ['east', 'south']);
    expect(mayAbout('people.edit', two, someone('member', 'other', ['south', 'west']))).toBe(true);
  });

  it('that only shows reaches every rank of it', () => {
    const member = someone('member');
    for (const role of ROLES) expect(mayAbout('people.see', member, someone(role, 'other'))).toBe(true);
    expect(mayAbout('people.see', member, someone('viewer', 'other', ['south']))).toBe(false);
  });
});

describe('a right', () => {
  it('that reaches everything reaches everybody, of whatever rank and team', () => {
    for (const role of ROLES)
      expect(mayAbout('people.edit', someone('administrator', 'ada', []), someone(role, 'other'))).toBe(true);
  });

  it('is narrow when it reaches some things of others and not all', () => {
    for (const right of ['people.edit', 'duty.own', 'tasks.see', 'calls.see'] as const)
      expect(isNarrow(right), right).toBe(true);
    for (const right of ['now.see', 'people.create', 'settings.see'] as const)
      expect(isNarrow(right), right).toBe(false);
  });

  it('depends on serving for members, and for no administrator', () => {
    expect(dependsOnServing('member')).toBe(true);
    expect(dependsOnServing('administrator')).toBe(false);
  });
});

describe('a right over what is one’s own', () => {
  it('reaches oneself and nobody else', () => {
    const mia = someone('member', 'mia');
    expect(mayAbout('duty.own', mia, mia)).toBe(true);
    expect(mayAbout('duty.own', mia, someone('member', 'otto'))).toBe(false);
  });

  it('that a role does not have reaches not even oneself', () => {
    const vic = someone('viewer', 'vic');
    expect(mayAbout('duty.own', vic, vic)).toBe(false);
  });
});

describe('a call', () => {
  const call = { hotlineId: 'support', rang: ['otto', null], task: null };
  const may = (right: Right, who: Actor, more: Partial<typeof call> | object = {}, served = NOTHING) =>
    mayAboutCall(right, who, { ...call, ...more }, served);
  const mia = someone('member', 'mia');

  it('is a member’s when it rang them, when they serve its hotline, or when its task is theirs', () => {
    expect(may('calls.listen', mia)).toBe(false);
    expect(may('calls.listen', mia, { rang: ['otto', 'mia'] })).toBe(true);
    expect(may('calls.listen', mia, {}, new Set(['support']))).toBe(true);
    expect(may('calls.listen', mia, {}, new Set(['other']))).toBe(false);
    expect(may('calls.listen', mia, { task: { ownerId: 'mia', takenBy: null } })).toBe(true);
    expect(may('calls.listen', mia, { task: { ownerId: null, takenBy: 'mia' } })).toBe(true);
    expect(may('calls.listen', mia, { task: { ownerId: 'otto', takenBy: 'otto' } })).toBe(false);
  });

  it('is heard by no viewer, were it on their hotline and their task', () => {
    const vic = someone('viewer', 'vic');
    const theirs = { rang: ['vic'], task: { ownerId: 'vic', takenBy: 'vic' } };
    expect(may('calls.listen', vic, theirs, new Set(['support']))).toBe(false);
    expect(may('messages.delete', vic, theirs, new Set(['support']))).toBe(false);
  });

  it('is a supervisor’s of the hotlines in their care, or when it rang them or its task is theirs', () => {
    const sam = someone('supervisor', 'sam');
    for (const right of ['calls.listen', 'messages.delete'] as const) {
      expect(may(right, sam)).toBe(false);
      expect(may(right, sam, {}, new Set(['other']))).toBe(false);
      expect(may(right, sam, {}, new Set(['support']))).toBe(true);
      expect(may(right, sam, { rang: ['sam'] })).toBe(true);
      expect(may(right, sam, { task: { ownerId: 'sam', takenBy: null } })).toBe(true);
      expect(mayAboutCall(right, sam, call, 'all')).toBe(true);
      expect(mayAboutCall(right, someone('viewer'), call, 'all')).toBe(false);
    }
    expect(may('calls.see', sam)).toBe(true);
  });

  it('is an administrator’s whatever it is', () => {
    expect(may('messages.delete', someone('administrator'))).toBe(true);
  });
});

describe('a hotline, a task and a schedule', () => {
  const mia = someone('member', 'mia');

  it('are in a member’s reach by serving the hotline', () => {
    expect(mayAboutHotline('log-book.write', mia, 'support', new Set(['support']))).toBe(true);
    expect(mayAboutHotline('log-book.write', mia, 'support', new Set(['other']))).toBe(false);
    // A right that the role does not have is not given by serving.
    expect(mayAboutHotline('log-book.export', mia, 'support', new Set(['support']))).toBe(false);
    expect(mayAboutHotline('log-book.see', someone('viewer'), 'support', NOTHING)).toBe(true);
  });

  it('a task is also its holder’s, if the role has the right at all', () => {
    const task = { hotlineId: 'support', ownerId: 'mia', takenBy: null };
    expect(mayAboutTask('tasks.act', mia, task, NOTHING)).toBe(true);
    expect(mayAboutTask('tasks.act', mia, { ...task, ownerId: null, takenBy: 'mia' }, NOTHING)).toBe(true);
    expect(mayAboutTask('tasks.act', mia, { ...task, ownerId: 'otto' }, NOTHING)).toBe(false);
    expect(mayAboutTask('tasks.act', someone('viewer', 'mia'), task, NOTHING)).toBe(false);
    const others = { ...task, ownerId: 'otto' };
    expect(mayAboutTask('tasks.act', mia, others, new Set(['support']))).toBe(true);
    expect(mayAboutTask('tasks.act', mia, others, new Set(['other']))).toBe(false);
  });

  it('a schedule is its team’s supervisors’, and every supervisor’s when it has no team', () => {
    const supervisor = someone('supervisor');
    expect(mayAboutSchedule('planning.edit', supervisor, 'north')).toBe(true);
    expect(mayAboutSchedule('planning.edit', supervisor, 'south')).toBe(false);
    expect(mayAboutSchedule('planning.edit', supervisor, null)).toBe(true);
    expect(mayAboutSchedule('planning.edit', mia, 'north')).toBe(false);
    expect(mayAboutSchedule('planning.edit', mia, null)).toBe(false);
    expect(mayAboutSchedule('planning.edit', someone('administrator', 'ada', []), 'north')).toBe(true);
  });
});
