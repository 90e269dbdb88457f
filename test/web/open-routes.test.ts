import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import twilio from 'twilio';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeliveryReport } from '../../src/domain/notice/delivery.ts';
import { isFromTwilio, twilioReport } from '../../src/sms/twilio-sender.ts';
import { confirmRouter, type DutyToConfirm } from '../../src/web/open/confirm.ts';
import { listenRouter } from '../../src/web/open/listen.ts';
import { twilioStatusRouter } from '../../src/web/open/twilio-status.ts';

async function served(router: Router): Promise<string> {
  const server = createServer(express().use(router));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a private link to a message', () => {
  const wav = Buffer.from('RIFF0123456789');
  const site = () =>
    served(
      listenRouter({
        message: async (token) =>
          token === 'good'
            ? {
                recording: 'r',
                wav,
                language: 'fr',
                title: 'Astreinte <b>',
                details: 'Zoë & cie, 25 nov. à 3 h 10',
              }
            : null,
      }),
    );

  it('plays it, keeps it from caches and search engines, and tells its address to nobody', async () => {
    const url = await site();
    const page = await fetch(`${url}/l/good`);
    const html = await page.text();
    expect(html).toContain('<audio controls preload="metadata" src="/l/good/message.wav">');
    expect(html).toContain('Astreinte &#60;b&#62;');
    for (const address of ['/l/good', '/l/good/message.wav']) {
      const { headers } = await fetch(url + address);
      expect(headers.get('cache-control')).toBe('no-store, private');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
    }
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('the sound comes whole or in the parts that a player asks for', async () => {
    const url = `${await site()}/l/good/message.wav`;
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(wav)).toBe(true);
    const part = async (range: string) => {
      const response = await fetch(url, { headers: { range } });
      return [response.status, response.headers.get('content-range'), await response.text()];
    };
    expect(await part('bytes=0-3')).toEqual([206, 'bytes 0-3/14', 'RIFF']);
    expect(await part('bytes=10-')).toEqual([206, 'bytes 10-13/14', '6789']);
    expect(await part('bytes=-2')).toEqual([206, 'bytes 12-13/14', '89']);
    expect(await part('bytes=90-')).toEqual([416, 'bytes */14', '']);
  });

  it('any other link is a 404 that says what may have happened, in the reader’s language', async () => {
    const url = await site();
    const page = await fetch(`${url}/l/other`, { headers: { 'accept-language': 'en' } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('This link is not good, or no longer');
    expect((await fetch(`${url}/l/other/message.wav`)).status).toBe(404);
  });
});

describe('a link to confirm duty', () => {
  function site(state: DutyToConfirm['state'] = 'open') {
    const confirmed: string[] = [];
    const declined: string[] = [];
    const duty = async (token: string) =>
      token === 'good'
        ? {
            language: 'en' as const,
            person: 'Dora',
            schedule: 'Heating <1>',
            from: '25 Nov 18:00',
            to: '26 Nov 08:00',
            state: declined.length > 0 ? 'declined' : confirmed.length > 0 ? ('confirmed' as const) : state,
          }
        : null;
    const router = confirmRouter({
      duty,
      answer: async (token, answer) => {
        (answer === 'confirmed' ? confirmed : declined).push(token);
      },
    });
    return { router, confirmed, declined };
  }

  it('is opened by whoever looks behind links, and confirms nothing by that', async () => {
    const { router, confirmed } = site();
    const url = await served(router);
    const html = await (await fetch(`${url}/confirm/good`)).text();
    expect(html).toContain('Dora, you are on call from 25 Nov 18:00 to 26 Nov 08:00.');
    expect(html).toContain('On call for Heating &#60;1&#62;');
    expect(html).toContain('<form method="post"><button class="huge primary">');
    expect(confirmed).toEqual([]);
  });

  it('its button confirms, and the page says so', async () => {
    const { router, confirmed } = site();
    const url = await served(router);
    const html = await (await fetch(`${url}/confirm/good`, { method: 'POST' })).text();
    expect(confirmed).toEqual(['good']);
    expect(html).toContain('Confirmed. Thank you.');
    expect(html).not.toContain('<button class="huge primary">');
  });

  it('says no as well, also after a yes, behind one step more', async () => {
    const { router, declined } = site('confirmed');
    const url = await served(router);
    const html = await (await fetch(`${url}/confirm/good`)).text();
    expect(html).toMatch(
      /<details class="fold"><summary>I cannot<\/summary>.*<button class="huge danger" name="answer" value="no">/,
    );
    const body = new URLSearchParams({ answer: 'no' });
    const after = await (await fetch(`${url}/confirm/good`, { method: 'POST', body })).text();
    expect(declined).toEqual(['good']);
    expect(after).toContain('You said that you cannot.');
    expect(after).not.toContain('<button');
  });

  it('says that a duty is over, or is not the reader’s any more', async () => {
    const url = await served(site('over').router);
    expect(await (await fetch(`${url}/confirm/good`)).text()).toContain('This duty is over.');
    expect((await fetch(`${url}/confirm/other`)).status).toBe(404);
  });
});

describe('what Twilio reports', () => {
  const TOKEN = 'a-token-that-nobody-has';
  const PUBLIC = 'https://vigie.example.org/hooks/twilio/status';

  async function site() {
    const recorded: [string, DeliveryReport, string | null][] = [];
    const url = await served(
      twilioStatusRouter({
        path: '/hooks/twilio/status',
        isSigned: (signature, parameters) => isFromTwilio(TOKEN, signature, PUBLIC, parameters),
        reportOf: twilioReport,
        record: async (...report) => {
          recorded.push(report);
        },
      }),
    );
    const report = (parameters: Record<string, string>, signedFor = PUBLIC, token = TOKEN) =>
      fetch(`${url}/hooks/twilio/status`, {
        method: 'POST',
        headers: { 'X-Twilio-Signature': twilio.getExpectedTwilioSignature(token, signedFor, parameters) },
        body: new URLSearchParams(parameters),
      });
    return { url, recorded, report };
  }

  it('is believed when signed for the public address, although a proxy calls us by another', async () => {
    const { recorded, report } = await site();
    expect((await report({ MessageSid: 'SM1', MessageStatus: 'delivered' })).status).toBe(204);
    expect((await report({ MessageSid: 'SM1', MessageStatus: 'sent' })).status).toBe(204);
    const failed = { MessageSid: 'SM2', MessageStatus: 'undelivered', ErrorCode: '30003' };
    expect((await report(failed)).status).toBe(204);
    expect(recorded).toEqual([
      ['SM1', 'delivered', null],
      ['SM1', 'on-its-way', null],
      ['SM2', 'undelivered', 'undelivered 30003'],
    ]);
  });

  it('is refused with no signature, a wrong one, one for another address, or changed parameters', async () => {
    const { url, recorded, report } = await site();
    const parameters = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    const unsigned = await fetch(`${url}/hooks/twilio/status`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    expect(unsigned.status).toBe(403);
    expect((await report(parameters, PUBLIC, 'other')).status).toBe(403);
    expect((await report(parameters, `${url}/hooks/twilio/status`)).status).toBe(403);
    const changed = await fetch(`${url}/hooks/twilio/status`, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': twilio.getExpectedTwilioSignature(TOKEN, PUBLIC, parameters) },
      body: new URLSearchParams({ ...parameters, MessageSid: 'SM9' }),
    });
    expect(changed.status).toBe(403);
    expect(recorded).toEqual([]);
  });

  it('of a status that is new to us changes nothing', async () => {
    const { recorded, report } = await site();
    expect((await report({ MessageSid: 'SM1', MessageStatus: 'teleported' })).status).toBe(204);
    expect(recorded).toEqual([]);
  });
});
