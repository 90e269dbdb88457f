import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import twilio from 'twilio';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConfirmations } from '../../src/database/planning/confirmation-store.ts';
import { createScheduleStore } from '../../src/database/planning/schedule-store.ts';
import { createOpenRouters } from '../../src/main/open-routes.ts';
import type { NoticeConfig } from '../../src/notice-config.ts';
import { noticeModuleOver } from '../main/notice-module-fixture.ts';
import { house, PHONE_OF } from '../notices/notifier-fixture.ts';

const PUBLIC = 'https://vigie.example.org';
const SECRET = 'abcdefghij0123456789';

/** The hooks as the service wires them. A duty of Bob's begins tomorrow, and he was asked. */
async function service(notices: Partial<NoticeConfig>) {
  const { db } = await house('2026-11-25 14:00');
  const confirmations = createConfirmations(db);
  const startAt = Date.now() + 86_400_000;
  await confirmations.expect(
    [{ scheduleId: 'primary', personId: 'bob', startAt, endAt: startAt + 3_600_000 }],
    startAt,
    startAt + 1,
  );
  const shift = async () => {
    const [found] = await confirmations.startingBetween(startAt, startAt + 1);
    if (!found) throw new Error('the duty is expected');
    return found;
  };
  await confirmations.note(await shift(), { kind: 'remind', leadSeconds: 86_400 }, Date.now());
  const { noticeModule, config, log } = await noticeModuleOver(db, { publicUrl: PUBLIC, notices });
  const schedules = createScheduleStore(db);
  const app = express();
  for (const router of await createOpenRouters({ config, db, reading: db, log, schedules, noticeModule }))
    app.use(router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())));
  return { shift, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('the hooks of the service', () => {
  it('an SMS that Twilio signed for the public address confirms Bob’s duty', async () => {
    const sms = {
      kind: 'twilio',
      accountSid: `AC${'0'.repeat(32)}`,
      authToken: 't',
      from: '+33700000000',
      apiUrl: null,
    } as const;
    const { url, shift } = await service({ sms, smsAnswers: { kind: 'twilio' } });
    const parameters = { MessageSid: 'SM1', From: PHONE_OF.bob, Body: 'Oui' };
    const send = (signedFor: string) =>
      fetch(`${url}/hooks/twilio/incoming`, {
        method: 'POST',
        headers: { 'X-Twilio-Signature': twilio.getExpectedTwilioSignature('t', signedFor, parameters) },
        body: new URLSearchParams(parameters),
      });
    expect((await send(`${url}/hooks/twilio/incoming`)).status).toBe(403);
    expect((await shift()).confirmedAt).toBeNull();
    expect((await send(`${PUBLIC}/hooks/twilio/incoming`)).status).toBe(200);
    expect(await shift()).toMatchObject({ confirmedBy: 'sms' });
  });

  it('an SMS by the gateway’s secret address says that Bob cannot', async () => {
    const fields = { from: 'sender', text: 'text', id: 'msgid' };
    const { url, shift } = await service({ smsAnswers: { kind: 'http', secret: SECRET, fields } });
    const query = new URLSearchParams({ sender: PHONE_OF.bob, text: 'non', msgid: '1' });
    expect((await fetch(`${url}/hooks/sms/${SECRET.toUpperCase()}?${query}`)).status).toBe(404);
    expect((await fetch(`${url}/hooks/sms/${SECRET}?${query}`)).status).toBe(200);
    expect(await shift()).toMatchObject({ declinedBy: 'sms', confirmedAt: null });
  });

  it('where no SMS come in, there are no such addresses', async () => {
    const { url } = await service({});
    expect((await fetch(`${url}/hooks/sms/${SECRET}?sender=1&text=OK`)).status).toBe(404);
    expect((await fetch(`${url}/hooks/twilio/incoming`, { method: 'POST' })).status).toBe(404);
  });
});
