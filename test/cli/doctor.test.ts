import { expect, it } from 'vitest';
import { doctorCommand } from '../../src/cli/doctor.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { mailServer } from '../mail/mail-server.ts';
import { buildVigieForTheseTests, vigieIn } from './vigie.ts';

buildVigieForTheseTests();

const OPTIONS = { clock: systemClock, node: process.version };

async function doctor(env: Record<string, string>, node = process.version) {
  const directory = temporaryDirectory();
  const all = { VIGIE_OUTBOX: directory, VIGIE_DATABASE: `${directory}/vigie.db`, ...env };
  const { out, code } = await doctorCommand(
    { ok: true, value: all },
    () => '',
    { json: true },
    { ...OPTIONS, node },
  );
  const findings = JSON.parse(out) as { check: string; verdict: string; faults: { code: string }[] }[];
  return { code, findings, codes: findings.flatMap(({ faults }) => faults.map((fault) => fault.code)) };
}

function smtp(port: number) {
  return {
    VIGIE_SMTP_HOST: '127.0.0.1',
    VIGIE_SMTP_PORT: String(port),
    VIGIE_SMTP_SECURITY: 'none',
    VIGIE_MAIL_FROM: 'Vigie <vigie@example.org>',
  };
}

it('with no configuration at all, the doctor says what is missing', async () => {
  const seen = await doctor({});
  expect(seen.code).toBe(1);
  expect(seen.codes).toEqual(['database-missing', 'no-password', 'only-folder', 'no-public-address']);
});

it('a configuration with mistakes is told line by line, and JSON still parses', async () => {
  const seen = await doctor({ VIGIE_HTTP_PORT: 'x', VIGIE_NOTHING: '1' });
  expect(seen.code).toBe(1);
  expect(seen.codes).toEqual(['configuration', 'configuration']);
});

it('an old Node is named with the one to install', async () => {
  expect((await doctor({}, 'v18.20.4')).codes).toContain('node-too-old');
  expect((await doctor({}, 'v20.18.9')).codes).toContain('node-too-old');
  expect((await doctor({}, 'v20.19.0')).codes).not.toContain('node-too-old');
  expect((await doctor({}, 'v24.0.0')).codes).not.toContain('node-too-old');
});

it('the doctor goes as far as offering a mail, and sends nothing', async () => {
  const server = await mailServer();
  const seen = await doctor(smtp(server.port));
  expect(seen.codes.filter((code) => /mail|sender|folder/.test(code))).toEqual([]);
  expect(server.mails).toEqual([]);
});

it('a mail server that is not there, and one that does not have our sender, are told apart', async () => {
  expect((await doctor(smtp(2))).codes).toContain('mail-refused');
  const strict = await mailServer({
    onMailFrom: (_address, _session, done) =>
      done(Object.assign(new Error('5.7.1 Sender not owned'), { responseCode: 553 })),
  });
  const seen = await doctor(smtp(strict.port));
  expect(seen.codes).toContain('sender-refused');
  expect(JSON.stringify(seen.findings)).toContain('Sender not owned');
  expect(seen.codes).not.toContain('mail-refused');
});

it('a mail server that will not have the sender as a recipient is well all the same', async () => {
  const server = await mailServer({
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 })),
  });
  expect((await doctor(smtp(server.port))).codes).not.toContain('sender-refused');
});

it('the command prints a line a check with the cure, in either language, and exits with 1', async () => {
  const vigie = vigieIn();
  const english = await vigie.run('doctor');
  expect(english).toMatchObject({ code: 1, err: '' });
  expect(english.out).toMatch(/FAIL {2}asterisk, no-password: The password .*\n {6}VIGIE_ARI_PASSWORD=/);
  const french = await vigie.run('doctor', '--language', 'fr');
  expect(french.out).toContain('Le mot de passe de l’utilisateur ARI n’est pas réglé');
});
