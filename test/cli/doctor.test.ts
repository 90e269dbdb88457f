import { expect, it } from 'vitest';
import { doctorCommand } from '../../src/cli/doctor.ts';
import { loadConfig } from '../../src/config.ts';
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
