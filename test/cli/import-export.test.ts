import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { toTelephoneSound } from '../../src/domain/sound/telephone-sound.ts';
import { changeGreeting } from '../../src/planning/change-greeting.ts';
import { soundId } from '../../src/planning/sound.ts';
import { TELEPHONE, tone, wavFile } from '../domain/sound/wav-file.ts';
import { EXAMPLE, openIn, withExample } from './example.ts';
import { buildVigieForTheseTests, ended, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

describe('vigie import and export', () => {
  test('a dry run changes nothing, an import does, once; an export changes nothing', async () => {
    const vigie = vigieIn();
    writeFileSync(vigie.path('plan.yaml'), EXAMPLE);
    const dry = await vigie.run('import', 'plan.yaml', '--dry-run');
    expect(dry.out).toMatch(/\+ hotlines.support\n13 items would change; nothing was written\n$/);
    expect((await vigie.run('import', 'plan.yaml')).out).toMatch(
      /\+ hotlines.support\n13 items changed in .*vigie.db\n$/,
    );
    expect((await vigie.run('import', 'plan.yaml')).out).toBe('nothing to change\n');

    const exported = await vigie.run('export');
    expect(await ended(vigie.start('import', '-', '--prune'), exported.out)).toEqual({
      code: 0,
      out: 'nothing to change\n',
      err: '',
    });
  });

  test('every mistake goes to standard error with its line, and nothing is written', async () => {
    const vigie = vigieIn();
    writeFileSync(
      vigie.path('bad.yaml'),
      'people:\n  alice: {nam: Alice}\nhotlines:\n  x: {name: X, policy: none}\n',
    );
    expect(await vigie.run('import', 'bad.yaml')).toEqual({
      code: 1,
      out: '',
      err: [
        'vigie: people.alice.name, line 2: is missing: expected one line of 1 to 100 characters',
        'vigie: people.alice.nam, line 2: unknown key: expected one of name, languages, role, skills, contacts, email, colour, firstDay, lastDay',
        'vigie: hotlines.x.policy, line 4: unknown policy "none"',
        'vigie: nothing was changed\n',
      ].join('\n'),
    });
    expect((await vigie.run('import', 'absent.yaml')).err).toMatch(/^vigie: the file cannot be read: ENOENT/);
  });

  test('--prune removes what the file does not list; the audit names who imported', async () => {
    const vigie = await withExample();
    writeFileSync(vigie.path('plan.yaml'), EXAMPLE.replace(/ {2}dan:\n.*\n.*\n/, ''));
    expect(await vigie.run('import', 'plan.yaml', '--prune')).toMatchObject({
      code: 0,
      out: `- people.dan\n1 item changed in ${vigie.path('vigie.db')}\n`,
    });
    const last = await openIn(vigie)
      .selectFrom('audit_entries')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(last).toMatchObject({
      action: 'removed',
      subject_id: 'dan',
      actor: expect.stringMatching(/^import by ./),
    });
  });
});

describe('recorded greetings', () => {
  test('go beside the file and come back with it; without them the import says what is missing', async () => {
    const vigie = await withExample();
    const db = openIn(vigie);
    const sound = toTelephoneSound(wavFile(TELEPHONE, 1, tone(400, 8000)));
    if (!sound.ok) throw new Error(sound.error.kind);
    const author = { actor: 'test', at: 0 };
    const [hotlineId = ''] = (
      await createConfigurationStore(db).edit((draft) => draft.read())
    ).hotlines.keys();
    await changeGreeting(createConfigurationStore(db), hotlineId, sound.value, author);

    const file = await vigie.run('export', '--sounds', 'sounds');
    expect(file).toMatchObject({ code: 0, err: '' });
    expect(file.out).toMatch(/^# Recorded greetings are named here, not held/);
    const id = soundId(sound.value.wav);
    expect(readFileSync(vigie.path(`sounds/${id}.wav`)).equals(Buffer.from(sound.value.wav))).toBe(true);

    writeFileSync(vigie.path('all.yaml'), file.out);
    const elsewhere = { VIGIE_DATABASE: vigie.path('other.db') };
    const copy = vigieIn(undefined, elsewhere);
    const without = await copy.run('import', vigie.path('all.yaml'));
    expect(without.code).toBe(1);
    expect(without.err).toContain(
      `unknown recording ${id}: files hold none, it comes beside this one with --sounds`,
    );
    const restored = await copy.run('import', vigie.path('all.yaml'), '--sounds', vigie.path('sounds'));
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect((await copy.run('export')).out).toBe(file.out);

    writeFileSync(vigie.path(`sounds/${id}.wav`), 'not it');
    const spoilt = await copy.run('import', vigie.path('all.yaml'), '--sounds', vigie.path('sounds'));
    expect(spoilt.err).toContain('is not the recording that its name says');
    const nowhere = await copy.run('import', vigie.path('all.yaml'), '--sounds', vigie.path('nowhere'));
    expect(nowhere.err).toContain('the recordings cannot be read');
  });
});
