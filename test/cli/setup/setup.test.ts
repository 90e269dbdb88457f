import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../database/temporary-database.ts';
import { buildVigieForTheseTests, ended, vigieIn } from '../vigie.ts';

buildVigieForTheseTests();

/** A small company’s Asterisk, by hand; nothing answers at its address. */
function company() {
  const directory = temporaryDirectory();
  const asterisk = path.join(directory, 'asterisk');
  mkdirSync(path.join(directory, 'spool'));
  mkdirSync(asterisk);
  const put = (name: string, text: string) => writeFileSync(path.join(asterisk, name), text);
  put('asterisk.conf', `[directories]\nastspooldir => ${path.join(directory, 'spool')}\n`);
  put('http.conf', '[general]\nbindaddr=127.0.0.1\n');
  put('ari.conf', '[general]\nenabled = no\n');
  put('extensions.conf', '[globals]\nA=1\n[from-carrier]\nexten => 100,1,Answer()\n');
  const settings = path.join(directory, 'vigie.env');
  writeFileSync(settings, '#VIGIE_ARI_PASSWORD=\nVIGIE_HOME_COUNTRY=FR\n', { mode: 0o640 });
  const vigie = vigieIn(directory, { VIGIE_ENV_FILE: settings });
  return {
    directory,
    asterisk,
    put,
    settingsFile: settings,
    settings: () => readFileSync(settings, 'utf8'),
    read: (name: string) => readFileSync(path.join(asterisk, name), 'utf8'),
    vigie,
    setup: (input: string, ...flags: readonly string[]) =>
      ended(vigie.start('setup', '--no-reload', ...flags), input),
  };
}

const URL = 'http://127.0.0.1:1';

test('asks for what no flag says, writes both sides, lets the administrator in, and asks the doctor', async () => {
  const at = company();
  const answers = [at.asterisk, URL, 'my trunk', 'my-trunk', 'from-carrier', '0987654321', '', 'Ada Morel'];
  const done = await at.setup(`${answers.join('\n')}\nada@example.org\n201\n`);

  expect(done.err).toContain('expected a name made of letters, digits, - and _');
  expect(done.out).toContain('0987654321 rings Ada Morel');
  expect(done.out).toContain('/welcome/');
  expect(done).toMatchObject({ code: 1, out: expect.stringMatching(/FAIL {2}asterisk, ari-unreachable/) });
  const password = /^VIGIE_ARI_PASSWORD=(\S{32})$/m.exec(at.settings())?.[1] ?? 'none';
  expect(at.settings()).toBe(`VIGIE_ARI_PASSWORD=${password}\nVIGIE_HOME_COUNTRY=FR\nVIGIE_ARI_URL=${URL}\n`);
  expect(at.read('vigie/own-ari.conf')).toContain(`[vigie](+)\npassword=${password}\n`);
  expect(statSync(path.join(at.asterisk, 'vigie/own-ari.conf')).mode & 0o777).toBe(0o640);
  expect(at.read('vigie/extensions-vigie.conf')).toContain('[vigie-fallback]');
  expect(at.read('extensions.conf.before-vigie')).not.toContain('vigie');
  expect(existsSync(path.join(at.directory, 'spool/recording'))).toBe(true);
  expect((await at.vigie.run('who', 'hotline')).out).toContain('Ada Morel (turn in Always');
});

test('may be run again: what is there stays, what is answered otherwise changes', async () => {
  const at = company();
  const flags = [
    '--asterisk',
    at.asterisk,
    '--ari-url',
    URL,
    '--trunk',
    'my-trunk',
    '--context',
    'from-carrier',
  ];
  const who = ['--name', 'Ada', '--email', 'ada@example.org', '--phone', '201'];
  await at.setup('', ...flags, ...who, '--number', '100200', '--last-resort', '600');
  const before = [at.settings(), at.read('http.conf'), at.read('ari.conf'), at.read('extensions.conf')];
  await at.setup('', ...flags, ...who, '--number', '100300', '--last-resort', '600');
  expect([at.settings(), at.read('http.conf'), at.read('ari.conf'), at.read('extensions.conf')]).toEqual(
    before,
  );
  expect(at.read('vigie/own-extensions.conf')).toContain('exten => 100300,1,');
  expect(at.read('vigie/own-extensions.conf')).not.toContain('100200');
});

test('touches nothing of FreePBX’s but its custom files, and tells what its pages have to be told', async () => {
  const at = company();
  at.put('extensions_additional.conf', '; made by FreePBX\n');
  rmSync(at.settingsFile);
  expect((await at.vigie.run('calls')).err).toContain(
    `there is no ${at.settingsFile}, which VIGIE_ENV_FILE names`,
  );
  const before = ['http.conf', 'ari.conf', 'extensions.conf'].map(at.read);
  const flags = ['--asterisk', at.asterisk, '--ari-url', URL, '--trunk', 'carrier', '--number', '0987654321'];
  const who = ['--name', 'Ada', '--email', 'ada@example.org', '--last-resort', '+33612345678'];
  const done = await at.setup('', ...flags, ...who);
  expect(done.out).toContain('Custom Destinations: target vigie,0987654321,1');
  expect(['http.conf', 'ari.conf', 'extensions.conf'].map(at.read)).toEqual(before);
  expect(at.read('ari_additional_custom.conf')).toBe(
    '#include vigie/ari-vigie.conf\n#include vigie/own-ari.conf\n',
  );
  expect(at.read('extensions_custom.conf')).toBe('#include vigie/extensions-vigie.conf\n');
  expect(statSync(at.settingsFile).mode & 0o777).toBe(0o640);
  expect(at.read('globals_custom.conf')).toBe('VIGIE_LAST_RESORT=PJSIP/+33612345678@carrier\n');
});

test('names every wrong flag, and an answer that is missing, and writes nothing', async () => {
  const at = company();
  const wrong = await at.setup('', '--asterisk', at.asterisk, '--trunk', 'a b', '--number', 'support');
  expect(wrong).toMatchObject({ code: 1, out: '' });
  expect(wrong.err).toMatch(/--trunk is "a b".*\n.*--number is "support"/);
  const missing = await at.setup('', '--asterisk', at.asterisk);
  expect(missing.err).toContain('no answer to --trunk');
  expect(existsSync(path.join(at.asterisk, 'vigie'))).toBe(false);
});
