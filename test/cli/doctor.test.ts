import { expect, it, onTestFinished } from 'vitest';
import { doctorCommand } from '../../src/cli/doctor.ts';
import { loadConfig } from '../../src/config.ts';
import { MisbehavingAri, replies } from '../asterisk/misbehaving-ari.ts';
import { temporaryDirectory } from '../database/temporary-database.ts';
import { mailServer } from '../mail/mail-server.ts';

function doctor(env: Record<string, string>, json = false) {
  const config = loadConfig({ VIGIE_OUTBOX: temporaryDirectory(), ...env }, () => '');
  if (!config.ok) throw new Error(config.error.join('\n'));
  return doctorCommand(config.value, { json });
}

it('the doctor says what a fresh installation does with notices, and that it is well', async () => {
  const found = await doctor({});
  expect(found).toMatchObject({ ok: true });
  expect(found.ok && found.value).toMatch(
    /ok {3}email: No mail server is set .*\nok {3}sms: No SMS gateway is set/,
  );
});

it('the doctor asks Asterisk who it is, and how many of its phones are there', async () => {
  const ari = new MisbehavingAri();
  await ari.start();
  onTestFinished(() => ari.stop());
  ari.when(/asterisk\/info/, replies(200, { system: { version: '22.10.1' } }));
  ari.when(/GET \/endpoints/, replies(200, [{ state: 'online' }, { state: 'offline' }]));
  const env = { VIGIE_ARI_URL: ari.url, VIGIE_ARI_PASSWORD: 'secret' };
  const well = await doctor(env);
  expect(well.ok && well.value).toContain(
    `ok   asterisk: Asterisk 22.10.1 at ${ari.url}, 1 of 2 phones and trunks online`,
  );
  ari.everything = 401;
  expect(await doctor(env)).toMatchObject({
    ok: false,
    error: expect.arrayContaining([expect.stringMatching(/^FAIL asterisk: .* answers 401: see ari.conf/)]),
  });
  await ari.stop();
  const gone = await doctor(env);
  expect(gone).toMatchObject({
    ok: false,
    error: expect.arrayContaining([expect.stringMatching(/^FAIL asterisk: .*cannot be reached/)]),
  });
  expect(JSON.stringify(gone)).not.toContain('secret');
});

it('the doctor logs in to the mail server, and sends nothing', async () => {
  const server = await mailServer();
  const env = {
    VIGIE_SMTP_HOST: '127.0.0.1',
    VIGIE_SMTP_PORT: String(server.port),
    VIGIE_SMTP_SECURITY: 'none',
  };
  const found = await doctor(env, true);
  expect(JSON.parse(found.ok ? found.value : '[]')).toContainEqual({
    what: 'email',
    well: true,
    found: `127.0.0.1:${server.port} lets Vigie in.`,
  });
  expect(server.mails).toEqual([]);
});

it('the doctor fails when the mail server does not answer, and names it', async () => {
  const found = await doctor({
    VIGIE_SMTP_HOST: '127.0.0.1',
    VIGIE_SMTP_PORT: '2',
    VIGIE_SMTP_SECURITY: 'none',
  });
  expect(found).toMatchObject({
    ok: false,
    error: expect.arrayContaining([expect.stringMatching(/^FAIL email: /)]),
  });
});
