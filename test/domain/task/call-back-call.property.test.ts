import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceCallBack,
  beginCallBack,
  type CallBackCommand,
  type CallBackEvent,
} from '../../../src/domain/task/call-back-call.ts';

const leg = fc.constantFrom(1, 2);
const events: fc.Arbitrary<CallBackEvent | { wait: number }> = fc.oneof(
  fc.record({ type: fc.constant('answered' as const), leg }),
  fc.record({ type: fc.constant('key' as const), key: fc.constantFrom('1', '2', '9', '#') }),
  fc.record({
    type: fc.constant('ended' as const),
    leg,
    cause: fc.constantFrom('busy' as const, 'hung-up' as const, 'no-answer' as const, 'unreachable' as const),
  }),
  fc.record({ type: fc.constant('not-dialled' as const), leg }),
  fc.record({ type: fc.constant('joined' as const), good: fc.boolean() }),
  fc.constant({ type: 'cut-off' } as const),
  fc.record({ wait: fc.integer({ min: 1, max: 40 }) }),
);

/** What a call-back comes to, command by command, and where it stands at the end. */
function play(mustAccept: boolean, happened: readonly (CallBackEvent | { wait: number })[]) {
  let now = 0;
  let transition = beginCallBack(mustAccept, now);
  const done: CallBackCommand[] = [...transition.commands];
  for (const event of happened) {
    if ('wait' in event) now += event.wait * 1000;
    transition = advanceCallBack(transition.state, 'wait' in event ? { type: 'time-passed' } : event, now);
    done.push(...transition.commands);
  }
  return { done, stage: transition.state.stage };
}

const indexOf = (done: readonly CallBackCommand[], type: CallBackCommand['type'], of?: number) =>
  done.findIndex((one) => one.type === type && (of === undefined || ('leg' in one && one.leg === of)));

describe('a call-back, in whatever order things happen', () => {
  it('rings each side at most once, and the caller never for a mailbox', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (happened) => {
        const { done } = play(true, happened);
        for (const of of [1, 2])
          expect(done.filter((one) => one.type === 'dial' && one.leg === of).length).toBeLessThanOrEqual(1);
        const pressed = happened.some((one) => 'key' in one && one.key === '1');
        if (!pressed) expect(indexOf(done, 'dial', 2)).toBe(-1);
        if (indexOf(done, 'join') >= 0) expect(indexOf(done, 'dial', 2)).toBeLessThan(indexOf(done, 'join'));
      }),
      { numRuns: 1000 },
    );
  });

  it('ends once, says once how, and leaves nobody: who was called and is not known to be gone is let go', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(events, { maxLength: 40 }), (mustAccept, happened) => {
        const { done, stage } = play(mustAccept, happened);
        const ends = done.filter(
          (one) => one.type === 'report' && ['talked', 'failed'].includes(one.progress.stage),
        );
        const finishes = done.filter(({ type }) => type === 'finish').length;
        const isOver = stage === 'over' || stage === 'not-dialled';
        expect(finishes).toBe(isOver ? 1 : 0);
        expect(ends).toHaveLength(stage === 'over' ? 1 : 0);
        if (!isOver) return;
        expect(done.at(-1)).toEqual({ type: 'finish' });
        for (const of of [1, 2]) {
          if (indexOf(done, 'dial', of) < 0) continue;
          const gone = happened.some(
            (one) => 'type' in one && (one.type === 'ended' || one.type === 'not-dialled') && one.leg === of,
          );
          if (!gone) expect(indexOf(done, 'hang-up', of)).toBeGreaterThan(indexOf(done, 'dial', of));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('who talks goes on when the service stops; who is still called is let go', () => {
    const up = [
      { type: 'answered', leg: 1 },
      { type: 'key', key: '1' },
      { type: 'answered', leg: 2 },
    ] as const;
    expect(play(true, [...up, { type: 'joined', good: true }, { type: 'cut-off' }]).stage).toBe('talking');
    expect(play(true, [...up.slice(0, 2), { type: 'cut-off' }]).done.slice(-3)).toEqual([
      { type: 'hang-up', leg: 1 },
      { type: 'hang-up', leg: 2 },
      { type: 'finish' },
    ]);
  });
});
