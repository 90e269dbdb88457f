import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../../../src/domain/escalation/policy.ts';
import type { NoAnswer } from '../../../src/domain/hotline.ts';
import { hotline, policy, step } from '../../domain/escalation/call-fixture.ts';
import { duty, extension, phone, played, someone } from './played.ts';

const seconds = fc.integer({ min: 0, max: 60 });
const behaviour = fc.oneof(
  fc.constantFrom('no-answer', 'busy', 'unreachable', 'engaged'),
  fc
    .tuple(fc.constantFrom('accepts', 'declines'), seconds, seconds)
    .map(([kind, a, b]) => `${kind}:${a}+${b}`),
  fc.tuple(fc.constantFrom('mailbox', 'rejects'), seconds).map(([kind, a]) => `${kind}:${a}`),
);

const people = ['a', 'b', 'c'].map((id, index) =>
  someone(id, extension(`20${index}`), ...(index > 0 ? [phone(`+3361234567${index}`)] : [])),
);
const subject = fc.constantFrom('everyone', 'a', 'b', 'c', '200', '+33612345671');
const voicemail = { maxSeconds: 30, minSeconds: 2 };
const noAnswer = fc.constantFrom<NoAnswer>(
  { kind: 'voicemail', voicemail },
  { kind: 'announcement' },
  { kind: 'last-resort', target: extension('999'), mustAccept: true, ringSeconds: 20, voicemail },
);
const target = fc.oneof(
  fc.constantFrom('primary', 'backup').map((scheduleId) => ({ kind: 'schedule' as const, scheduleId })),
  fc.constantFrom('a', 'b', 'c').map((personId) => ({ kind: 'person' as const, personId })),
);

const anyPlay = fc.record({
  assume: fc.array(
    fc.tuple(subject, behaviour).map(([who, what]) => `${who}=${what}`),
    { maxLength: 6 },
  ),
  patienceSeconds: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
  messageSeconds: fc.integer({ min: 0, max: 60 }),
  maxOutboundLegs: fc.integer({ min: 1, max: 6 }),
  handoffs: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 }),
  steps: fc.array(
    fc.record({
      targets: fc.array(target, { maxLength: 3 }),
      strategy: fc.constantFrom(...STRATEGIES),
      ringSeconds: fc.integer({ min: 5, max: 40 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  rounds: fc.integer({ min: 1, max: 3 }),
  overallLimitSeconds: fc.integer({ min: 10, max: 400 }),
  answer: fc.constantFrom('at-entry' as const, 'when-accepted' as const),
  greetingSound: fc.constantFrom(null, 'welcome'),
  ringEngagedPeople: fc.boolean(),
  blocked: fc.boolean(),
  noAnswer,
});

describe('whatever is assumed', () => {
  it('a dry run ends in exactly one outcome, told last, with every try closed, and goes forward in time', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlay, async (drawn) => {
        const { steps, rounds, overallLimitSeconds, answer, greetingSound, ringEngagedPeople } = drawn;
        const run = await played({
          people,
          schedules: [
            duty('primary', ...drawn.handoffs.map((id, index): [string, number] => [id, index * 31])),
            duty('backup', ['c', 45]),
          ],
          assume: drawn.assume,
          messageSeconds: drawn.messageSeconds,
          maxOutboundLegs: drawn.maxOutboundLegs,
          ...(drawn.patienceSeconds === undefined ? {} : { patienceSeconds: drawn.patienceSeconds }),
          call: {
            policy: policy({ steps: steps.map((it) => step(it)), rounds, overallLimitSeconds }),
            hotline: hotline({
              answer,
              greetingSound,
              ringEngagedPeople,
              noAnswer: drawn.noAnswer,
              blocked: {
                numbers: drawn.blocked ? ['+33*'] : [],
                anonymous: false,
                treatment: 'announcement',
              },
            }),
          },
        });
        const happened = run.timeline.map(({ callEvent }) => callEvent);
        const ends = happened.filter(({ kind }) => kind === 'call-ended');
        expect(ends).toEqual([expect.objectContaining({ outcome: run.outcome })]);
        expect(happened.at(-1)).toBe(ends[0]);
        const attempts = (kind: string) =>
          happened
            .flatMap((it) => (it.kind === kind && 'attempt' in it ? [it.attempt] : []))
            .toSorted((x, y) => x - y);
        expect(attempts('attempt-ended')).toEqual(attempts('attempt-started'));
        expect(happened.filter(({ kind }) => kind === 'trouble')).toEqual([]);
        const times = run.timeline.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((x, y) => x - y));
      }),
      { numRuns: 500 },
    );
  });
});
