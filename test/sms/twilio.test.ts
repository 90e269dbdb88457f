import { describe, expect, it } from 'vitest';
import { createTwilioSender } from '../../src/sms/twilio-sender.ts';
import { replyJson, SMS, standIn } from './stand-in.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = 'a-token-that-nobody-has';
const STATUS_URL = 'https://vigie.example.org/hooks/twilio/status';

function sender(apiUrl: string, from = '+33199001200') {
  return createTwilioSender({ accountSid: ACCOUNT, authToken: TOKEN, from, statusUrl: STATUS_URL, apiUrl });
}

describe('Twilio, spoken to by its own SDK', () => {
  it('gets the message with a short validity, and where to tell what became of it', async () => {
    const twilio = await standIn((_, response) => replyJson(response, 201, { sid: 'SM1', status: 'queued' }));
    expect(await sender(twilio.url).send(SMS)).toEqual({ kind: 'sent', reference: 'SM1' });
    const [request] = twilio.seen;
    expect(request?.url).toBe(`/2010-04-01/Accounts/${ACCOUNT}/Messages.json`);
    expect(request?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`,
    );
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      To: SMS.to,
      From: '+33199001200',
      Body: SMS.text,
      ValidityPeriod: '900',
      StatusCallback: STATUS_URL,
    });
  });

  it('a messaging service sends in the place of a number', async () => {
    const twilio = await standIn((_, response) => replyJson(response, 201, { sid: 'SM1' }));
    await sender(twilio.url, 'MG00000000000000000000000000000001').send(SMS);
    const sent = new URLSearchParams(twilio.seen[0]?.body);
    expect(sent.get('MessagingServiceSid')).toBe('MG00000000000000000000000000000001');
    expect(sent.has('From')).toBe(false);
  });

  it.each([
    [400, 21211, 'permanent'], // not a number
    [400, 21610, 'permanent'], // its owner said STOP
    [400, 21614, 'permanent'], // not a mobile
    [401, 20003, 'temporary'], // our credentials
    [429, 20429, 'temporary'],
    [500, 20500, 'temporary'],
    [503, undefined, 'temporary'],
  ])('an answer %i %s is a %s failure', async (status, code, kind) => {
    const twilio = await standIn((_, response) =>
      replyJson(response, status, { code, message: 'no', status }),
    );
    expect(await sender(twilio.url).send(SMS)).toMatchObject({ kind });
  });

  it('half a reply, a reply that is none, and no reply at all are tried again', async () => {
    const half = await standIn((_, response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"sid": "SM1", "sta');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await sender(half.url).send(SMS)).toMatchObject({ kind: 'temporary' });
    const page = await standIn((_, response) => response.writeHead(502).end('<html>Bad gateway</html>'));
    expect(await sender(page.url).send(SMS)).toMatchObject({ kind: 'temporary' });
    const cut = await standIn((_, response) => response.writeHead(201).end('{"sid": '));
    expect(await sender(cut.url).send(SMS)).toMatchObject({ kind: 'temporary' });
    expect(await sender('http://127.0.0.1:9').send(SMS)).toMatchObject({ kind: 'temporary' });
  });

  it('a check tells whether the account is let in, and sends nothing', async () => {
    const good = await standIn((_, response) => replyJson(response, 200, { sid: ACCOUNT, status: 'active' }));
    expect(await sender(good.url).check()).toMatchObject({ ok: true });
    expect(good.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /2010-04-01/Accounts/${ACCOUNT}.json`,
    ]);
    const bad = await standIn((_, response) =>
      replyJson(response, 401, { code: 20003, message: 'Authenticate' }),
    );
    expect(await sender(bad.url).check()).toMatchObject({
      ok: false,
      error: { trouble: { said: expect.stringMatching(/20003/) } },
    });
  });

  it('its secret is in nothing that is told', async () => {
    const bad = await standIn((_, response) =>
      replyJson(response, 401, { code: 20003, message: 'Authenticate' }),
    );
    expect(JSON.stringify(await sender(bad.url).send(SMS))).not.toContain(TOKEN);
  });
});
