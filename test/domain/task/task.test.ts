import { describe, expect, it } from 'vitest';
import { advanceTask, holderOf, type Task, type TaskEvent } from '../../../src/domain/task/task.ts';

const MINUTE = 60_000;

describe('a task', () => {
  const task: Task = {
    id: 1,
    hotlineId: 'h',
    callerNumber: '+33199001234',
    callerName: null,
    kind: 'missed-call',
    state: 'open',
    openedAt: 0,
    ownerId: 'bob',
    takenBy: null,
    takenAt: null,
    doneBy: null,
    doneAt: null,
    reason: null,
    level: 0,
    overdueAt: 15 * MINUTE,
  };
  const rule = { takeWithinSeconds: 900 };
  const story = (...events: TaskEvent[]) => {
    let now = task;
    const told: string[] = [];
    for (const event of events) {
      const step = advanceTask(now, event, MINUTE, rule);
      if (!step.ok) {
        told.push(`refused: ${step.error}`);
        continue;
      }
      now = step.value.task;
      told.push(...step.value.entries.map(({ kind, by }) => (by === null ? kind : `${kind} by ${by}`)));
    }
    return { task: now, told };
  };

  it('is taken by one person, who alone need not take it again', () => {
    const { task: taken, told } = story(
      { type: 'take', by: 'bob' },
      { type: 'take', by: 'bob' },
      { type: 'take', by: 'dora' },
    );
    expect(told).toEqual(['taken by bob', 'refused: taken-by-another']);
    expect(taken).toMatchObject({ state: 'taken', takenBy: 'bob', overdueAt: null });
  });

  it('is taken over from whoever has it, and from nobody who no longer has it', () => {
    const { task: taken, told } = story(
      { type: 'take', by: 'bob' },
      { type: 'take-over', by: 'dora', from: 'bob' },
      { type: 'take-over', by: 'eric', from: 'bob' },
      { type: 'take-over', by: 'dora', from: 'bob' },
    );
    expect(told).toEqual(['taken by bob', 'taken-over by dora', 'refused: taken-by-another']);
    expect(taken).toMatchObject({ state: 'taken', takenBy: 'dora', overdueAt: null });
  });

  it('is not over for another reason that nobody says, and hears how a call-back ended even then', () => {
    const { told } = story(
      { type: 'finish', by: 'bob', reason: 'other', text: ' ' },
      { type: 'finish', by: 'bob', reason: 'other', text: 'sold' },
      { type: 'call-back-ended', by: 'bob', how: 'talked 3' },
    );
    expect(told).toEqual(['refused: no-text', 'done by bob', 'call-back-ended by bob']);
  });

  it('given back waits again, from the start of its policy', () => {
    const { task: back } = story({ type: 'take', by: 'bob' }, { type: 'give-back', by: 'bob' });
    expect(back).toMatchObject({ state: 'open', takenBy: null, level: 0, overdueAt: 16 * MINUTE });
  });

  it('whoever calls back sees to it; a withheld number cannot be called', () => {
    expect(story({ type: 'call-back', by: 'dora' }).told).toEqual(['taken by dora', 'call-back by dora']);
    const withheld = advanceTask({ ...task, callerNumber: null }, { type: 'call-back', by: 'dora' }, 0, rule);
    expect(withheld).toEqual({ ok: false, error: 'no-number' });
  });

  it('done with a reason takes notes and may be reopened, and nothing else', () => {
    const { task: done, told } = story(
      { type: 'finish', by: 'bob', reason: 'reached', text: ' boiler ' },
      { type: 'take', by: 'dora' },
      { type: 'note', by: 'dora', text: 'paid' },
      { type: 'note', by: 'dora', text: '  ' },
      { type: 'reopen', by: 'dora' },
    );
    expect(told).toEqual([
      'done by bob',
      'refused: done-already',
      'note by dora',
      'refused: no-text',
      'reopened by dora',
    ]);
    expect(done).toMatchObject({ state: 'open', reason: null, overdueAt: 16 * MINUTE });
  });

  it('a message weighs more than a missed call, and stays when the caller calls again without one', () => {
    const { task: again } = story(
      { type: 'caller-again', kind: 'voicemail' },
      { type: 'caller-again', kind: 'missed-call' },
    );
    expect(again.kind).toBe('voicemail');
  });

  it('escalates only when it is overdue, each time after twice as long, at most four hours', () => {
    let waiting = task;
    const gaps: number[] = [];
    for (let now = 0; gaps.length < 7; now += MINUTE) {
      const step = advanceTask(waiting, { type: 'time-passed' }, now, rule);
      if (!step.ok) throw new Error(step.error);
      if (step.value.entries.length > 0) gaps.push(((step.value.task.overdueAt ?? 0) - now) / MINUTE);
      waiting = step.value.task;
    }
    expect(gaps).toEqual([30, 60, 120, 240, 240, 240, 240]);
    expect(waiting.level).toBe(7);
  });

  it('that nobody has is neither given back nor reopened, and is taken by whoever takes it over', () => {
    const { told, task: taken } = story(
      { type: 'give-back', by: 'bob' },
      { type: 'reopen', by: 'bob' },
      { type: 'take-over', by: 'dora', from: 'bob' },
    );
    expect(told).toEqual(['refused: not-taken', 'refused: not-done', 'taken by dora']);
    expect(taken).toMatchObject({ takenBy: 'dora', takenAt: MINUTE, overdueAt: null });
  });

  it('that is over is given back by nobody, takes no other call and does not escalate', () => {
    const { told, task: done } = story(
      { type: 'finish', by: 'bob', reason: 'reached', text: '' },
      { type: 'give-back', by: 'bob' },
      { type: 'caller-again', kind: 'voicemail' },
      { type: 'time-passed' },
      { type: 'finish', by: 'dora', reason: 'other', text: 'x' },
    );
    expect(told).toEqual(['done by bob', ...Array.from({ length: 4 }, () => 'refused: done-already')]);
    expect(done).toMatchObject({ doneBy: 'bob', doneAt: MINUTE, reason: 'reached', overdueAt: null });
  });

  it('tells what was written without the blanks around it, and nothing where nothing was', () => {
    const text = (event: TaskEvent) => {
      const step = advanceTask(task, event, MINUTE, rule);
      return step.ok ? step.value.entries[0]?.text : step.error;
    };
    expect(text({ type: 'note', by: 'bob', text: ' paid ' })).toBe('paid');
    expect(text({ type: 'finish', by: 'bob', reason: 'reached', text: ' ' })).toBeNull();
    expect(text({ type: 'finish', by: 'bob', reason: 'reached', text: ' boiler ' })).toBe('boiler');
  });

  it('of a caller who calls again weighs what weighs most, also when the call is of no kind', () => {
    const kindAfter = (...kinds: (Task['kind'] | null)[]) =>
      story(...kinds.map((kind) => ({ type: 'caller-again', kind }) as const)).task.kind;
    expect(kindAfter(null)).toBe('missed-call');
    expect(kindAfter('fallback')).toBe('fallback');
    expect(kindAfter('fallback', 'missed-call')).toBe('fallback');
    expect(kindAfter('fallback', 'voicemail')).toBe('voicemail');
  });

  it('called back by whoever has it is called back alone; another has to take it over first', () => {
    const { told } = story(
      { type: 'take', by: 'bob' },
      { type: 'call-back', by: 'bob' },
      { type: 'call-back', by: 'dora' },
    );
    expect(told).toEqual(['taken by bob', 'call-back by bob', 'refused: taken-by-another']);
  });

  it('escalates at the very moment at which it is overdue, and never once somebody has it', () => {
    const at = (one: Task, now: number) => {
      const step = advanceTask(one, { type: 'time-passed' }, now, rule);
      return step.ok && step.value.entries.length;
    };
    expect([at(task, 15 * MINUTE - 1), at(task, 15 * MINUTE)]).toEqual([0, 1]);
    expect(at({ ...task, overdueAt: null }, 999 * MINUTE)).toBe(0);
  });

  it.each([
    ['dora', 'bob', 'dora'],
    [null, 'bob', 'bob'],
    [null, null, null],
  ])('taken by %s, of the duty of %s, is that of %s', (takenBy, ownerId, holder) => {
    expect(holderOf({ takenBy, ownerId })).toBe(holder);
  });
});
