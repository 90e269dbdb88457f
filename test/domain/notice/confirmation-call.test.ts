import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceCall,
  beginCall,
  type ConfirmationCommand,
  type ConfirmationEvent,
  type ConfirmationTransition,
} from '../../../src/domain/notice/confirmation-call.ts';

/** What a call of these telephones comes to, event by event; `wait` moves the time on in seconds. */
function play(methods: number, ...events: (ConfirmationEvent | { wait: number })[]): string[] {
  let now = 0;
  const said: string[] = [];
  const note = ({ commands }: ConfirmationTransition) => said.push(...commands.map(brief));
  let transition = beginCall(methods, now);
  note(transition);
  for (const event of events) {
    if ('wait' in event) now += event.wait * 1000;
    transition = advanceCall(transition.state, 'wait' in event ? { type: 'time-passed' } : event, now);
    note(transition);
  }
  return said;
}

function brief(command: ConfirmationCommand): string {
  const { type, ...rest } = command;
  return [type, ...Object.values(rest)].join(' ');
}

const answered = (method: number) => ({ type: 'answered', method }) as const;
const key = (method: number, pressed: string) => ({ type: 'key', method, key: pressed }) as const;
const ended = (method: number) => ({ type: 'ended', method }) as const;

describe('an automatic call for a confirmation', () => {
  it('1 confirms: written down first, then thanked for, then hung up', () => {
    const events = [
      answered(1),
      key(1, '1'),
      { type: 'saved', good: true },
      { type: 'said', words: 'thanks' },
    ] as const;
    expect(play(2, ...events)).toEqual([
      'dial 1',
      'say 1 question',
      'save confirmed',
      'say 1 thanks',
      'hang-up 1',
      'finish confirmed',
    ]);
  });

  it('2 says that they cannot', () => {
    const done = play(1, answered(1), key(1, '2'), { type: 'saved', good: true }, ended(1));
    expect(done).toEqual(['dial 1', 'say 1 question', 'save declined', 'say 1 noted', 'finish declined']);
  });

  it('a mailbox answers and presses nothing: the next telephone is dialled, and nothing is confirmed', () => {
    const done = play(2, answered(1), { type: 'said', words: 'question' }, { wait: 41 }, ended(1), ended(2));
    expect(done).toEqual([
      'dial 1',
      'say 1 question',
      'say 1 question',
      'hang-up 1',
      'dial 2',
      'finish no-answer',
    ]);
  });

  it('other keys change nothing', () => {
    expect(play(1, answered(1), key(1, '3'), key(1, '#'), ended(1))).toEqual([
      'dial 1',
      'say 1 question',
      'finish no-answer',
    ]);
  });

  it('a key before the answer, or of a telephone that is no longer dialled, is nobody’s', () => {
    expect(play(2, key(1, '1'), ended(1), key(1, '1'), answered(1), ended(2))).toEqual([
      'dial 1',
      'dial 2',
      'finish no-answer',
    ]);
  });

  it('who hangs up with the key has answered all the same', () => {
    const done = play(1, answered(1), key(1, '1'), ended(1), { type: 'saved', good: true }, { wait: 20 });
    expect(done.at(-1)).toBe('finish confirmed');
  });

  it('what does not count any more is said to be so, and is no confirmation', () => {
    const done = play(
      1,
      answered(1),
      key(1, '1'),
      { type: 'saved', good: false },
      { type: 'said', words: 'too-late' },
    );
    expect(done.slice(-3)).toEqual(['say 1 too-late', 'hang-up 1', 'finish not-possible']);
  });

  it('nobody to ring, and telephones that cannot be dialled, are told from those that do not answer', () => {
    expect(play(0)).toEqual(['finish not-possible']);
    expect(play(1, { type: 'not-dialled', method: 1 })).toEqual(['dial 1', 'finish not-possible']);
    expect(play(1, { wait: 36 })).toEqual(['dial 1', 'hang-up 1', 'finish no-answer']);
  });

  it('a lost connection ends it, and nobody is called again', () => {
    expect(play(2, answered(1), { type: 'cut-off' }, ended(1))).toEqual([
      'dial 1',
      'say 1 question',
      'hang-up 1',
      'finish interrupted',
    ]);
  });

  it('in whatever order things happen: it ends once, confirms only by 1 after an answer, and rings each telephone once', () => {
    const method = fc.integer({ min: 1, max: 3 });
    const events = fc.oneof(
      fc.record({ type: fc.constantFrom('answered', 'ended', 'not-dialled'), method }),
      fc.record({ type: fc.constant('key'), method, key: fc.constantFrom('1', '2', '9') }),
      fc.record({
        type: fc.constant('said'),
        words: fc.constantFrom('question', 'thanks', 'noted', 'too-late'),
      }),
      fc.record({ type: fc.constant('saved'), good: fc.boolean() }),
      fc.constant({ type: 'cut-off' }),
      fc.record({ wait: fc.integer({ min: 1, max: 60 }) }),
    ) as fc.Arbitrary<ConfirmationEvent | { wait: number }>;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.array(events, { maxLength: 40 }),
        (methods, happened) => {
          const done = play(methods, ...happened);
          const dialled = done.filter((one) => one.startsWith('dial'));
          expect(new Set(dialled).size).toBe(dialled.length);
          const finishes = done.filter((one) => one.startsWith('finish'));
          expect(finishes.length).toBeLessThanOrEqual(1);
          if (finishes.length === 1) expect(done.at(-1)).toBe(finishes[0]);
          if (finishes[0] === 'finish confirmed') expect(done).toContain('save confirmed');
          expect(done.filter((one) => one.startsWith('save')).length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
