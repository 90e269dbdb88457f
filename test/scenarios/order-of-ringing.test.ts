import { describe, expect, it } from 'vitest';
import { answers, presses, rejects } from '../../trial/phones/behaviour.ts';
import { stage, tries } from './stage.ts';

const everybody = { ring: [{ person: 'alice' }, { person: 'bob' }, { person: 'carol' }], ringSeconds: 5 };

describe('longest idle first', () => {
  const on = stage({ policy: { steps: [{ ...everybody, strategy: 'longest-idle' }] } });

  it('who took a call last is called last', async () => {
    await on.pbx.phone('201', answers({}, presses('1')));
    const first = await on.pbx.call('4000');
    await on.happened('talking-started');
    await first.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Alice accepted']);
    await on.pbx.empty();
    await on.pbx.phone('202', rejects(486));
    await on.pbx.phone('203', rejects(486));
    const second = await on.pbx.call('4000');
    await on.happened('talking-started', 2);
    await second.hangUp();
    expect(tries(await on.ended('accepted', 2))).toEqual(['Bob busy', 'Carol busy', 'Alice accepted']);
  });
});

describe('a step that asks for a skill', () => {
  const on = stage({
    policy: { steps: [{ ...everybody, skill: 'gas' }] },
    people: { carol: { name: 'Carol', skills: ['gas'], contacts: [{ extension: '203' }] } },
  });

  it('rings those on duty who have it first', async () => {
    await on.pbx.phone('203', rejects(486));
    await on.pbx.phone('201', answers({}, presses('1')));
    const caller = await on.pbx.call('4000');
    await on.happened('talking-started');
    await caller.hangUp();
    expect(tries(await on.ended('accepted'))).toEqual(['Carol busy', 'Alice accepted']);
  });
});
