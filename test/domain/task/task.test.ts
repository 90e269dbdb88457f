import { describe, expect, it } from 'vitest';
import { advanceTask, type Task, type TaskEvent } from '../../../src/domain/task/task.ts';

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
});
