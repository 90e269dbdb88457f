import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceMailbox, beginMailbox } from '../../../src/domain/mailbox/advance-mailbox.ts';
import type {
  MailboxCall,
  MailboxCommand,
  MailboxEvent,
  MailboxTransition,
} from '../../../src/domain/mailbox/mailbox-call.ts';

const ALICE = { personId: 'alice', language: 'en' } as const;
const message = (recording: string, callerNumber: string | null = '+33199001234') => ({
  recording,
  at: 0,
  timeZone: 'Europe/Paris',
  callerNumber,
});
const MESSAGES = [message('m1'), message('m2', null), message('m3')];

/** A call that goes as it is told to; notes what is said and asked. */
function line() {
  let now = 0;
  let turn: MailboxTransition = beginMailbox('fr', now);
  let said: string[] = [];
  const note = () => said.push(...turn.commands.map(brief));
  note();
  const give = (event: MailboxEvent) => {
    turn = advanceMailbox(turn.state, event, now);
    note();
  };
  const on = {
    state: (): MailboxCall => turn.state,
    give,
    keys: (keys: string) => {
      for (const key of keys) give({ type: 'key', key });
    },
    /** What is being said comes to its end. */
    listen: (played = true) => give({ type: 'said', play: turn.state.play, played }),
    wait: (seconds: number) => {
      now += seconds * 1000;
      give({ type: 'time-passed' });
    },
    /** What was done since the last look. */
    did: () => {
      const done = said;
      said = [];
      return done;
    },
    found: (...candidates: string[]) => give({ type: 'found', candidates, language: 'en' }),
    checked: (result: Extract<MailboxEvent, { type: 'checked' }>['result']) =>
      give({ type: 'checked', result }),
  };
  return on;
}

/** Alice is in, and has been told how many there are. */
function inside(messages = MESSAGES) {
  const on = line();
  on.found('alice');
  on.keys('735182#');
  on.checked(ALICE);
  on.give({ type: 'fetched', messages });
  on.did();
  return on;
}

/** The first message is announced and playing. */
function playing() {
  const on = inside();
  on.listen();
  on.listen();
  on.did();
  return on;
}

function brief(command: MailboxCommand): string {
  switch (command.type) {
    case 'say': {
      const { kind, ...rest } = command.words;
      const more = Object.values(rest).map((value) =>
        typeof value === 'object' && value !== null ? (value as { recording: string }).recording : value,
      );
      return ['say', kind, ...more.filter((value) => value !== null && value !== false)].join(' ');
    }
    case 'check':
      return `check ${command.candidates.join(',') || 'nobody'} ${command.pin}`;
    default:
      return [
        command.type,
        ...Object.entries(command).flatMap(([name, value]) =>
          ['type', 'play'].includes(name) ? [] : [value],
        ),
      ]
        .join(' ')
        .trim();
  }
}

describe('who is it', () => {
  it('a known number is asked for the PIN, and for nothing less', () => {
    const on = line();
    expect(on.did()).toEqual(['look-up']);
    on.found('alice');
    expect(on.did()).toEqual(['say ask-pin']);
    on.keys('735182#');
    expect(on.did()).toEqual(['stop-playback', 'stop-playback', 'check alice 735182']);
    expect(on.state()).toMatchObject({ stage: 'checking', digits: '' });
    on.checked(ALICE);
    expect(on.did()).toEqual(['fetch alice']);
  });

  it('an unknown or withheld number is asked for their own; one that nobody has is asked for a PIN too', () => {
    const on = line();
    on.found();
    on.keys('0612345678#');
    on.found();
    expect(on.did()).toEqual([
      'look-up',
      'say ask-number',
      'stop-playback',
      'stop-playback',
      'look-up 0612345678',
      'say ask-pin',
    ]);
    on.keys('735182#');
    expect(on.did()).toEqual(['stop-playback', 'stop-playback', 'check nobody 735182']);
  });

  it('* says: I am somebody else; after digits it takes them back', () => {
    const on = line();
    on.found('alice');
    on.keys('73*');
    expect(on.state()).toMatchObject({ stage: 'asking-pin', digits: '' });
    on.keys('*');
    expect(on.state()).toMatchObject({ stage: 'asking-number', candidates: [] });
  });

  it('three wrong PINs, and the line is let go of', () => {
    const on = line();
    on.found('alice');
    for (const pin of ['000001', '000002', '000003']) {
      on.keys(`${pin}#`);
      on.did();
      on.checked('wrong');
      if (pin !== '000003') expect(on.did()).toEqual(['say ask-pin true']);
    }
    expect(on.did()).toEqual(['say too-many-tries']);
    on.keys('735182#');
    on.listen();
    expect(on.did()).toEqual(['hang-up', 'finish']);
  });

  it('changing who one is buys no more tries', () => {
    const on = line();
    on.found('alice');
    for (let n = 1; n <= 3; n += 1) {
      on.keys('000001#');
      on.checked('wrong');
      if (n === 3) break;
      on.keys('*0612345678#');
      on.found('bob');
    }
    expect(on.did().at(-1)).toBe('say too-many-tries');
  });

  it('who is locked hears the same, at once', () => {
    const on = line();
    on.found('alice');
    on.keys('735182#');
    on.did();
    on.checked('locked');
    expect(on.did()).toEqual(['say too-many-tries']);
  });

  it('a PIN without # counts when no more digits come; too few are asked for again; silence is left', () => {
    const on = line();
    on.found('alice');
    on.keys('735182');
    on.did();
    on.wait(11);
    expect(on.did()).toEqual(['stop-playback', 'check alice 735182']);

    const silent = line();
    silent.found('alice');
    silent.did();
    for (let n = 0; n < 3; n += 1) {
      silent.listen();
      silent.wait(11);
    }
    expect(silent.did()).toEqual(['say ask-pin', 'say ask-pin', 'say goodbye']);
  });
});

describe('listening', () => {
  it('how many, then each: announced, played, noted as heard, and what can be done', () => {
    const on = inside();
    on.listen();
    on.listen();
    on.listen();
    expect(on.did()).toEqual(['say announce 1 m1', 'play m1', 'note-heard alice m1', 'say choices']);
    on.keys('2');
    expect(on.did()).toEqual(['say announce 2 m2']);
  });

  it('none: says so, and goodbye', () => {
    const on = inside([]);
    on.listen();
    expect(on.did()).toEqual(['say goodbye']);
  });

  it('1 again, 2 and 6 next, * back, # ends', () => {
    const on = playing();
    on.keys('1');
    expect(on.did()).toEqual(['play m1']);
    on.keys('6');
    expect(on.did()).toEqual(['note-heard alice m1', 'say announce 2 m2']);
    on.keys('*');
    expect(on.did()).toEqual(['say announce 1 m1']);
    on.keys('*');
    expect(on.did()).toEqual(['say announce 1 m1']);
    on.keys('#');
    on.listen();
    expect(on.did()).toEqual(['say goodbye', 'hang-up', 'finish']);
  });

  it('who passes over the announcement has not heard the message', () => {
    const on = inside();
    on.listen();
    on.did();
    on.keys('2');
    expect(on.did()).toEqual(['say announce 2 m2']);
  });

  it('after the last there are no more', () => {
    const on = inside([message('m1')]);
    on.listen();
    on.keys('2');
    expect(on.did().at(-1)).toBe('say no-more');
  });

  it('what cannot be played is said to be so, and stays new', () => {
    const on = playing();
    on.listen(false);
    expect(on.did()).toEqual(['say choices sorry']);
  });

  it('3 and 7 delete only after a 1; any other key leaves it', () => {
    const on = playing();
    on.keys('3');
    on.keys('*');
    on.keys('7');
    on.keys('3');
    on.keys('7');
    expect(on.did()).toEqual(['say sure', 'say choices', 'say sure', 'say choices', 'say sure']);
    on.keys('1');
    on.give({ type: 'deleted', good: true });
    expect(on.did()).toEqual(['stop-playback', 'delete alice m1', 'say announce 1 m2 deleted']);
    expect(on.state().messages.map(({ recording }) => recording)).toEqual(['m2', 'm3']);
  });

  it('the question whether to delete, unanswered, deletes nothing', () => {
    const on = playing();
    on.keys('3');
    on.listen();
    on.wait(11);
    expect(on.did()).toEqual(['say sure', 'say choices']);
  });

  it('the last one deleted: no more', () => {
    const on = inside([message('m1')]);
    on.listen();
    on.keys('31');
    on.give({ type: 'deleted', good: true });
    expect(on.did().at(-1)).toBe('say no-more deleted');
  });

  it('who says nothing any more is left after a while', () => {
    const on = playing();
    for (let n = 0; n < 4; n += 1) {
      on.listen();
      on.wait(11);
    }
    expect(on.did().at(-1)).toBe('say goodbye');
  });

  it('nobody keeps the line for ever', () => {
    const on = playing();
    on.wait(30 * 60 + 1);
    expect(on.did()).toEqual(['say goodbye']);
  });
});

describe('calling back', () => {
  it('5 rings the caller; when they leave, one is back with the message', () => {
    const on = playing();
    on.keys('5');
    expect(on.did()).toEqual(['say connecting', 'call-back alice m1']);
    on.give({ type: 'callee-answered' });
    on.keys('2');
    expect(on.did()).toEqual(['stop-playback', 'join']);
    on.give({ type: 'callee-gone' });
    expect(on.did()).toEqual(['say choices', 'end-call-back'].reverse());
  });

  it('nobody answers, or one gives up by *', () => {
    const on = playing();
    on.keys('5');
    on.did();
    on.give({ type: 'callee-gone' });
    expect(on.did()).toEqual(['end-call-back', 'say choices nobody-there']);
    on.keys('5*');
    expect(on.did()).toEqual([
      'say connecting',
      'call-back alice m1',
      'end-call-back',
      'say choices nobody-there',
    ]);
  });

  it('a caller who withheld their number cannot be called back', () => {
    const on = playing();
    on.keys('25');
    expect(on.did().at(-1)).toBe('say choices no-number');
  });

  it('a conversation has no end of its own; who hangs up leaves nobody behind', () => {
    const on = playing();
    on.keys('5');
    on.give({ type: 'callee-answered' });
    on.did();
    on.wait(2 * 3600);
    expect(on.did()).toEqual([]);
    on.give({ type: 'caller-left' });
    expect(on.did()).toEqual(['end-call-back', 'hang-up', 'finish']);
  });
});

describe('keys pressed before anything can be made of them', () => {
  it('count when it is known who rings, and when the PIN is checked', () => {
    const on = line();
    on.keys('735182#');
    expect(on.did()).toEqual(['look-up']);
    on.found('alice');
    expect(on.did()).toEqual(['say ask-pin', 'stop-playback', 'stop-playback', 'check alice 735182']);
    on.keys('2');
    on.checked(ALICE);
    on.give({ type: 'fetched', messages: MESSAGES });
    expect(on.did()).toEqual(['fetch alice', 'say count 3', 'say announce 1 m1']);
  });

  it('a whole number and a PIN in one go', () => {
    const on = line();
    on.found();
    on.keys('0612345678#735182#');
    on.found('alice');
    expect(on.did().slice(-3)).toEqual(['stop-playback', 'stop-playback', 'check alice 735182']);
  });

  it('a second # ends nothing: nobody is let go of for a key too many', () => {
    const on = line();
    on.found('alice');
    on.keys('735182##');
    on.checked(ALICE);
    on.give({ type: 'fetched', messages: MESSAGES });
    expect(on.did().at(-1)).toBe('say count 3');
  });

  it('are no part of the next PIN when the last was wrong, and delete nothing after a failure', () => {
    const on = line();
    on.found('alice');
    on.keys('000001#2');
    on.checked('wrong');
    expect(on.state()).toMatchObject({ stage: 'asking-pin', digits: '' });

    const deleting = playing();
    deleting.keys('31');
    deleting.keys('31');
    deleting.did();
    deleting.give({ type: 'deleted', good: false });
    expect(deleting.did()).toEqual(['say choices sorry']);
  });
});

describe('in whatever order things happen', () => {
  const keys = fc.constantFrom(...'0123456789*#');
  const events: fc.Arbitrary<MailboxEvent | { wait: number } | 'listen' | 'fail'> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constant('key' as const), key: keys }) },
    { weight: 4, arbitrary: fc.constant('listen' as const) },
    fc.constant('fail' as const),
    fc.record({
      type: fc.constant('found' as const),
      candidates: fc.constantFrom<readonly string[]>([], ['alice']),
      language: fc.constant('en' as const),
    }),
    fc.record({
      type: fc.constant('checked' as const),
      result: fc.constantFrom<Extract<MailboxEvent, { type: 'checked' }>['result']>('wrong', 'locked', ALICE),
    }),
    fc.record({ type: fc.constant('fetched' as const), messages: fc.constantFrom(MESSAGES, []) }),
    fc.record({ type: fc.constant('deleted' as const), good: fc.boolean() }),
    fc.constant({ type: 'callee-answered' } as const),
    fc.constant({ type: 'callee-gone' } as const),
    fc.constant({ type: 'caller-left' } as const),
    fc.constant({ type: 'cut-off' } as const),
    fc.record({ wait: fc.integer({ min: 1, max: 600 }) }),
  );

  it('nothing is heard, deleted or called before a right PIN; at most three are tried; it ends once', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 120 }), (happened) => {
        const on = line();
        let isIn = false;
        let checks = 0;
        for (const event of happened) {
          const before = on.state();
          if (event === 'listen' || event === 'fail') on.listen(event === 'listen');
          else if ('wait' in event) on.wait(event.wait);
          else on.give(event);
          // Only what was asked can be answered: a right PIN is one that was checked.
          if (before.personId === null && on.state().personId !== null) {
            expect(before.stage).toBe('checking');
            isIn = true;
          }
          const done = on.did();
          checks += done.filter((one) => one.startsWith('check')).length;
          for (const one of done)
            if (/^(play|note-heard|delete|call-back|fetch)/.test(one)) expect(isIn).toBe(true);
          if (before.stage === 'over') expect(done).toEqual([]);
          if (done.includes('finish')) expect(on.state().stage).toBe('over');
        }
        expect(checks).toBeLessThanOrEqual(3);
      }),
      { numRuns: 2000 },
    );
  });

  it('whoever leaves, leaves nothing ringing', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 60 }), (happened) => {
        const on = line();
        const done: string[] = [];
        for (const event of [...happened, { type: 'caller-left' } as const]) {
          if (event === 'listen' || event === 'fail') on.listen(event === 'listen');
          else if ('wait' in event) on.wait(event.wait);
          else on.give(event);
          done.push(...on.did());
        }
        const dialled = done.lastIndexOf('call-back alice m1');
        if (dialled >= 0) expect(done.slice(dialled)).toContain('end-call-back');
        expect(done.filter((one) => one === 'finish')).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is said and pressed meanwhile', () => {
  it('each thing that is said has a number of its own, later than those before', () => {
    const plays: number[] = [];
    let turn: MailboxTransition = beginMailbox('en', 0);
    const give = (event: MailboxEvent) => {
      turn = advanceMailbox(turn.state, event, 0);
      for (const command of turn.commands) if ('play' in command) plays.push(command.play);
    };
    give({ type: 'found', candidates: ['alice'], language: 'en' });
    for (const key of '735182#') give({ type: 'key', key });
    give({ type: 'checked', result: ALICE });
    give({ type: 'fetched', messages: MESSAGES });
    for (let step = 0; step < 3; step += 1) give({ type: 'said', play: turn.state.play, played: true });
    expect(plays.length).toBeGreaterThan(3);
    expect(plays).toEqual([...new Set(plays)].toSorted((a, b) => a - b));
    expect(plays[0]).toBeGreaterThan(0);
  });

  it('the end of something said before is no news', () => {
    const on = inside();
    const before = on.state();
    on.give({ type: 'said', play: before.play - 1, played: true });
    expect(on.state()).toEqual(before);
    // Nor is what was typed over the question its end.
    const asked = line();
    asked.found('alice');
    const { play } = asked.state();
    asked.keys('7');
    asked.wait(9);
    asked.give({ type: 'said', play, played: false });
    asked.wait(1);
    expect(asked.state().stage).toBe('asking-pin');
    expect(asked.state().silences).toBe(1);
  });

  it('what was looked up for an earlier moment is no news', () => {
    const on = inside();
    const before = on.state();
    on.found('bob');
    on.checked({ personId: 'bob', language: 'fr' });
    expect(on.state()).toEqual(before);
  });

  it('# ends while they are counted; any other key goes on to the first', () => {
    const leaves = inside();
    leaves.keys('#');
    expect(leaves.state().stage).toBe('goodbye');
    const stays = inside();
    stays.keys('5');
    expect(stays.did()[0]).toContain('m1');
  });

  it('without digits # and * ask again, as if nothing was typed', () => {
    const on = line();
    on.found('alice');
    on.did();
    on.keys('#');
    expect(on.did()).toEqual(['say ask-pin']);
    on.keys('7*');
    expect(on.did()).toEqual(['stop-playback', 'say ask-pin']);
    on.keys('*');
    expect(on.did()).toEqual(['say ask-number']);
    on.keys('#');
    expect(on.did()).toEqual(['say ask-number']);
    on.keys('06*');
    expect(on.did()).toEqual(['stop-playback', 'say ask-number']);
  });

  it('a PIN has at most twelve digits, a number twenty', () => {
    const on = line();
    on.found();
    on.keys('1'.repeat(25));
    expect(on.state().digits).toBe('1'.repeat(20));
    on.keys('#');
    on.found('alice');
    on.keys('7'.repeat(25));
    expect(on.state().digits).toBe('7'.repeat(12));
  });

  it('an answer is waited for ten seconds from the end of the question', () => {
    const on = line();
    on.found('alice');
    on.did();
    on.wait(60);
    expect(on.did()).toEqual([]);
    on.listen();
    on.wait(9.999);
    expect(on.did()).toEqual([]);
    on.wait(0.001);
    expect(on.did()).toEqual(['say ask-pin']);
  });

  it('half an hour is the end of it, to the second', () => {
    const on = inside();
    on.wait(30 * 60 - 0.001);
    expect(on.did()).toEqual([]);
    on.wait(0.001);
    expect(on.did()).toEqual(['say goodbye']);
  });
});

describe('work on call, by 8', () => {
  const NOON = { at: 0, timeZone: 'Europe/Paris' };
  const given = (on: ReturnType<typeof inside>, event: MailboxEvent) => {
    on.give(event);
    return on.state();
  };

  it('begins with 1 what does not go on, and says since when', () => {
    const on = inside([]);
    on.keys('8');
    expect(on.state().stage).toBe('looking-at-work');
    expect(given(on, { type: 'work-found', since: null }).stage).toBe('at-work');
    on.keys('1');
    expect(on.state().stage).toBe('entering-work');
    const said = advanceMailbox(
      on.state(),
      { type: 'work-entered', what: 'begun', moment: NOON },
      0,
    ).commands;
    expect(said).toContainEqual(expect.objectContaining({ words: { kind: 'work-begun', moment: NOON } }));
  });

  it('finishes with 1 what goes on, and then asks for the minutes of travel', () => {
    const on = inside();
    on.keys('8');
    on.give({ type: 'work-found', since: NOON });
    on.keys('1');
    on.give({ type: 'work-entered', what: 'finished', moment: NOON, workId: 'w1' });
    on.keys('45');
    const { commands } = advanceMailbox(on.state(), { type: 'key', key: '#' }, 0);
    expect(commands).toContainEqual({
      type: 'describe-work',
      personId: 'alice',
      workId: 'w1',
      travelMinutes: 45,
    });
    on.keys('#');
    expect(given(on, { type: 'travel-entered', good: false }).stage).toBe('asking-travel');
    on.keys('#');
    expect(given(on, { type: 'travel-entered', good: true }).stage).toBe('goodbye');
  });

  it('is typed ahead with the PIN, and by whoever hears that there is no message', () => {
    const on = line();
    on.found('alice');
    on.keys('735182#81');
    on.checked(ALICE);
    on.give({ type: 'fetched', messages: [] });
    on.give({ type: 'work-found', since: null });
    expect(on.state().stage).toBe('entering-work');
    const late = inside([]);
    late.listen();
    late.keys('8');
    expect(late.state().stage).toBe('looking-at-work');
  });

  it('is nobody’s without a PIN, and nothing is entered by star', () => {
    const on = line();
    on.found('alice');
    on.keys('8');
    expect(on.state().stage).toBe('asking-pin');
    const known = inside();
    known.keys('8');
    known.give({ type: 'work-found', since: null });
    known.keys('*');
    expect(known.state().stage).toBe('goodbye');
  });
});
