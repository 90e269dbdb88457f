import { describe, expect, it } from 'vitest';
import {
  advanceCallBack,
  beginCallBack,
  type CallBackCommand,
  type CallBackEvent,
} from '../../../src/domain/task/call-back-call.ts';

const [RESPONDER, CALLER] = [1, 2];
const UP: CallBackEvent = { type: 'answered', leg: RESPONDER };
const ONE: CallBackEvent = { type: 'key', key: '1' };
const CALLER_UP: CallBackEvent = { type: 'answered', leg: CALLER };
const JOINED: CallBackEvent = { type: 'joined', good: true };
const CUT: CallBackEvent = { type: 'cut-off' };
const TIME: CallBackEvent = { type: 'time-passed' };
const ended = (leg: number, cause: 'busy' | 'engaged' | 'hung-up' | 'no-answer'): CallBackEvent => ({
  type: 'ended',
  leg,
  cause,
});

/** What is done of a story, in short; a number lets so many seconds pass. */
function told(story: readonly (CallBackEvent | number)[], mustAccept = true): readonly string[] {
  let now = 0;
  let at = beginCallBack(mustAccept, now);
  const done = at.commands.map(inShort);
  for (const next of story) {
    if (typeof next === 'number') {
      now += next * 1000;
      continue;
    }
    at = advanceCallBack(at.state, next, now);
    done.push(...at.commands.map(inShort));
  }
  return done;
}

function inShort(command: CallBackCommand): string {
  if (command.type === 'report') {
    const { stage, ...more } = command.progress;
    return [
      stage,
      ...Object.entries(more).flatMap(([name, value]) => (name === 'since' ? [] : [value])),
    ].join(' ');
  }
  return 'leg' in command ? `${command.type} ${command.leg}` : command.type;
}

const RUNG = ['responder', 'dial 1'];
const CALLED = [...RUNG, 'ask', 'caller', 'ring-back', 'dial 2'];
const TALKING = [...CALLED, 'join', 'talking'];

describe('a call-back', () => {
  it.each<[string, readonly (CallBackEvent | number)[], readonly string[]]>([
    ['goes through', [UP, ONE, CALLER_UP, JOINED], TALKING],
    [
      'is talked for as long as it was, when the caller hangs up',
      [UP, ONE, CALLER_UP, JOINED, 65, ended(CALLER, 'hung-up')],
      [...TALKING, 'talked 65', 'part', 'hang-up 1', 'finish'],
    ],
    [
      'is talked for as long as it was, when the responder hangs up',
      [UP, ONE, CALLER_UP, JOINED, 9, ended(RESPONDER, 'hung-up')],
      [...TALKING, 'talked 9', 'part', 'hang-up 2', 'finish'],
    ],
    ['is not taken by a key that is neither', [UP, { type: 'key', key: '9' }], [...RUNG, 'ask']],
    [
      'is declined with 2, and lets the responder go',
      [UP, { type: 'key', key: '2' }],
      [...RUNG, 'ask', 'failed responder declined', 'part', 'hang-up 1', 'finish'],
    ],
    ['knows no key once the caller is called', [UP, ONE, { type: 'key', key: '2' }, ONE], CALLED],
    [
      'waits 15 seconds for the key',
      [UP, 14.999, TIME, 0.001, TIME],
      [...RUNG, 'ask', 'failed responder not-accepted', 'part', 'hang-up 1', 'finish'],
    ],
    ['waits for no key before somebody answers', [60, TIME], RUNG],
    ['waits for no key once the caller is called', [UP, ONE, 60, TIME], CALLED],
    ['is not asked about by the answer of who was not dialled', [CALLER_UP], RUNG],
    ['is not begun anew by a second answer', [UP, ONE, UP], CALLED],
    ['that the caller answers twice is joined once more', [UP, ONE, CALLER_UP], [...CALLED, 'join']],
    [
      'ends when the responder does not answer',
      [ended(RESPONDER, 'no-answer')],
      [...RUNG, 'failed responder no-answer', 'part', 'finish'],
    ],
    [
      'ends when the responder hangs up before the key',
      [UP, ended(RESPONDER, 'hung-up')],
      [...RUNG, 'ask', 'failed responder not-accepted', 'part', 'finish'],
    ],
    [
      'ends when the responder is busy',
      [ended(RESPONDER, 'busy')],
      [...RUNG, 'failed responder busy', 'part', 'finish'],
    ],
    [
      'ends when the caller is in another call',
      [UP, ONE, ended(CALLER, 'engaged')],
      [...CALLED, 'failed caller busy', 'part', 'hang-up 1', 'finish'],
    ],
    [
      'ends when the caller hangs up unheard',
      [UP, ONE, ended(CALLER, 'hung-up')],
      [...CALLED, 'failed caller no-answer', 'part', 'hang-up 1', 'finish'],
    ],
    [
      'ends when the responder leaves while the caller is called',
      [UP, ONE, ended(RESPONDER, 'hung-up')],
      [...CALLED, 'failed responder given-up', 'part', 'hang-up 2', 'finish'],
    ],
    [
      'ends when the responder is cut off by their phone meanwhile, whatever its cause',
      [UP, ONE, ended(RESPONDER, 'busy')],
      [...CALLED, 'failed responder given-up', 'part', 'hang-up 2', 'finish'],
    ],
    [
      'tells whoever asked that nobody could be dialled',
      [{ type: 'not-dialled', leg: RESPONDER }],
      [...RUNG, 'finish'],
    ],
    [
      'ends when the caller cannot be dialled',
      [UP, ONE, { type: 'not-dialled', leg: CALLER }],
      [...CALLED, 'failed caller unreachable', 'part', 'hang-up 1', 'finish'],
    ],
    [
      'hears of no caller who is not dialled yet',
      [UP, { type: 'not-dialled', leg: CALLER }],
      [...RUNG, 'ask'],
    ],
    [
      'hears of no responder once the caller is called',
      [UP, ONE, { type: 'not-dialled', leg: RESPONDER }],
      CALLED,
    ],
    [
      'hears of no caller once they talk',
      [UP, ONE, CALLER_UP, JOINED, { type: 'not-dialled', leg: CALLER }],
      TALKING,
    ],
    [
      'ends when the two cannot be joined',
      [UP, ONE, CALLER_UP, { type: 'joined', good: false }],
      [...CALLED, 'join', 'failed caller not-joined', 'part', 'hang-up 1', 'hang-up 2', 'finish'],
    ],
    ['is not joined before the caller is called', [UP, JOINED], [...RUNG, 'ask']],
    [
      'cut off, ends while the responder is called',
      [CUT],
      [...RUNG, 'failed responder unreachable', 'part', 'hang-up 1', 'finish'],
    ],
    ['cut off, goes on without us once they talk', [UP, ONE, CALLER_UP, JOINED, CUT], TALKING],
    [
      'that is over hears nothing more',
      [ended(RESPONDER, 'busy'), UP, ONE, TIME, CUT],
      [...RUNG, 'failed responder busy', 'part', 'finish'],
    ],
    [
      'that was not dialled hears nothing more',
      [{ type: 'not-dialled', leg: RESPONDER }, UP, ONE, CUT],
      [...RUNG, 'finish'],
    ],
  ])('%s', (_, story, done) => {
    expect(told(story)).toEqual(done);
  });

  it('rings the caller at once where the phone needs no key', () => {
    expect(told([UP], false)).toEqual([...RUNG, 'caller', 'ring-back', 'dial 2']);
  });
});
