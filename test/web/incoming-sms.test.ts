import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import twilio from 'twilio';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { IncomingSms } from '../../src/notices/sms-answers.ts';
import { isFromTwilio } from '../../src/sms/twilio-sender.ts';
import { gatewayIncomingRouter, twilioIncomingRouter } from '../../src/web/open/incoming-sms.ts';

async function served(router: Router): Promise<string> {
  const server = createServer(express().use(router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an SMS to our Twilio number', () => {
  const TOKEN = 'a-token-that-nobody-has';
  const PUBLIC = 'https://vigie.example.org/hooks/twilio/incoming';
  const SMS = { MessageSid: 'SM1', From: '+33612345678', To: '+33700000000', Body: 'OK' };

  async function site() {
    const received: IncomingSms[] = [];
    const url = await served(
      twilioIncomingRouter({
        path: '/hooks/twilio/incoming',
        isSigned: (signature, parameters) => isFromTwilio(TOKEN, signature, PUBLIC, parameters),
        receive: async (sms) => void received.push(sms),
      }),
    );
    const send = (
      parameters: Record<string, string>,
      signedFor = PUBLIC,
      signed = parameters,
      token = TOKEN,
    ) =>
      fetch(`${url}/hooks/twilio/incoming`, {
        method: 'POST',
        headers: { 'X-Twilio-Signature': twilio.getExpectedTwilioSignature(token, signedFor, signed) },
        body: new URLSearchParams(parameters),
      });
    return { received, send, url };
  }

  it('is taken when it is signed for the public address, whatever a proxy made of it', async () => {
    const { received, send } = await site();
    const response = await send(SMS);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<Response/>');
    expect(received).toEqual([{ from: '+33612345678', text: 'OK', reference: 'twilio SM1' }]);
  });

  it('is refused unsigned, signed by somebody else, for another address, or changed on its way', async () => {
    const { received, send, url } = await site();
    const unsigned = await fetch(`${url}/hooks/twilio/incoming`, {
      method: 'POST',
      body: new URLSearchParams(SMS),
    });
    expect(unsigned.status).toBe(403);
    expect((await send(SMS, PUBLIC, SMS, 'other')).status).toBe(403);
    expect((await send(SMS, `${url}/hooks/twilio/incoming`)).status).toBe(403);
    expect((await send({ ...SMS, From: '+33699999999' }, PUBLIC, SMS)).status).toBe(403);
    expect((await send({ MessageSid: 'SM2' })).status).toBe(422);
    expect(received).toEqual([]);
  });
});

describe('an SMS from a gateway of one’s own', () => {
  const SECRET = 'abcdefghij0123456789';
  const FIELDS = { from: 'sender', text: 'text', id: 'msgid' };

  async function site(fields: typeof FIELDS | { from: string; text: string; id: null } = FIELDS) {
    const received: IncomingSms[] = [];
    const router = gatewayIncomingRouter({
      secret: SECRET,
      fields,
      receive: async (sms) => void received.push(sms),
    });
    return { received, url: `${await served(router)}/hooks/sms` };
  }

  it('is taken from the address, a form or JSON', async () => {
    const { received, url } = await site();
    const query = 'sender=33612345678&timestamp=20261125140000&msgid=431&text=Oui+%21';
    expect((await fetch(`${url}/${SECRET}?${query}`)).status).toBe(200);
    const body = new URLSearchParams({ sender: '+33612345678', text: 'NON', msgid: '432' });
    expect((await fetch(`${url}/${SECRET}`, { method: 'POST', body })).status).toBe(200);
    const json = await fetch(`${url}/${SECRET}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sender: '+33612345678', text: '1', msgid: 433 }),
    });
    expect(json.status).toBe(200);
    expect(received).toEqual([
      { from: '33612345678', text: 'Oui !', reference: 'gateway 431' },
      { from: '+33612345678', text: 'NON', reference: 'gateway 432' },
      { from: '+33612345678', text: '1', reference: 'gateway 433' },
    ]);
  });

  it('without the secret there is nothing there', async () => {
    const { received, url } = await site();
    for (const secret of ['x', SECRET.slice(0, -1), `${SECRET}a`, ''])
      expect((await fetch(`${url}/${secret}?sender=1&text=OK`)).status).toBe(404);
    expect(received).toEqual([]);
  });

  it('that lacks what it must have is told so; strange methods and bodies change nothing', async () => {
    const { received, url } = await site();
    const empty = await fetch(`${url}/${SECRET}`);
    expect([empty.status, await empty.text()]).toEqual([422, 'expected sender and text']);
    expect((await fetch(`${url}/${SECRET}?sender=1&text=OK`, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(`${url}/${SECRET}?sender[]=1&text=OK`)).status).toBe(422);
    const violations = await fetch(`${url}/${SECRET}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(violations.status).toBe(400);
    expect(received).toEqual([]);
  });

  it('of a gateway that names none has no name', async () => {
    const { received, url } = await site({ from: 'from', text: 'body', id: null });
    await fetch(`${url}/${SECRET}?from=0612345678&body=OK`);
    expect(received).toEqual([{ from: '0612345678', text: 'OK', reference: null }]);
  });
});
