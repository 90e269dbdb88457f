import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GatewayDescription, readGatewayDescription } from '../../src/sms/gateway-description.ts';
import { createHttpSender } from '../../src/sms/http-sender.ts';
import { REPOSITORY } from '../../trial/asterisk/repository.ts';
import { HandClock } from '../asterisk/hand-clock.ts';
import { replyJson, SMS, standIn } from './stand-in.ts';

const CREDENTIALS = { username: 'app', password: 's3cret', token: 'tok', sender: 'Vigie' };

/** An example of docs/sms-gateways.md, as it stands there, with the stand-in's address for the gateway's. */
function documented(which: string, url: string): GatewayDescription {
  const text = readFileSync(path.join(REPOSITORY, 'docs/sms-gateways.md'), 'utf8');
  const example = new RegExp(`\`\`\`yaml ${which}\n(.*?)\`\`\``, 's').exec(text)?.[1];
  const read = readGatewayDescription(example ?? '');
  if (!read.ok) throw new Error(read.error.join('\n'));
  return { ...read.value, url: read.value.url.replace(/^https?:\/\/[^/]+/, url) };
}

function described(yaml: string): GatewayDescription {
  const read = readGatewayDescription(yaml);
  if (!read.ok) throw new Error(read.error.join('\n'));
  return read.value;
}

const sendBy = (description: GatewayDescription) =>
  createHttpSender(description, CREDENTIALS, new HandClock()).send(SMS);

describe('the documented gateways', () => {
  it('OVHcloud is told that this is no advertisement, in a request signed as it asks', async () => {
    const ovh = await standIn((_, response) =>
      replyJson(response, 200, { ids: [4711], invalidReceivers: [], validReceivers: [SMS.to] }),
    );
    const description = documented('ovh', ovh.url);
    expect(await sendBy(description)).toEqual({ kind: 'sent', reference: '4711' });
    const [request] = ovh.seen;
    expect(JSON.parse(request?.body ?? '')).toEqual({
      sender: 'Vigie',
      receivers: [SMS.to],
      message: SMS.text,
      noStopClause: true,
      priority: 'high',
      validityPeriod: 60,
    });
    const timestamp = request?.headers['x-ovh-timestamp'];
    const signed = `s3cret+tok+POST+${description.url}+${request?.body}+${timestamp}`;
    expect(request?.headers['x-ovh-signature']).toBe(`$1$${createHash('sha1').update(signed).digest('hex')}`);
  });

  it('OVHcloud refuses a receiver with a 200: that is for ever', async () => {
    const ovh = await standIn((_, response) =>
      replyJson(response, 200, { ids: [], invalidReceivers: [SMS.to], validReceivers: [] }),
    );
    expect(await sendBy(documented('ovh', ovh.url))).toMatchObject({ kind: 'permanent' });
  });

  it('SMSEagle', async () => {
    const eagle = await standIn((_, response) =>
      replyJson(response, 200, [{ status: 'queued', message: 'OK', number: SMS.to, id: 12 }]),
    );
    expect(await sendBy(documented('smseagle', eagle.url))).toEqual({ kind: 'sent', reference: '12' });
    expect(eagle.seen[0]).toMatchObject({ url: '/api/v2/messages/sms' });
    expect(eagle.seen[0]?.headers['access-token']).toBe('tok');
    expect(JSON.parse(eagle.seen[0]?.body ?? '')).toMatchObject({ to: [SMS.to], text: SMS.text });
  });

  it('Gammu', async () => {
    const gammu = await standIn((_, response) => replyJson(response, 200, { status: 200, message: '[3]' }));
    expect(await sendBy(documented('gammu', gammu.url))).toMatchObject({ kind: 'sent' });
    expect(gammu.seen[0]?.headers.authorization).toBe('Basic YXBwOnMzY3JldA==');
    expect(JSON.parse(gammu.seen[0]?.body ?? '')).toEqual({ text: SMS.text, number: SMS.to });
  });

  it('a telephone that takes an address', async () => {
    const phone = await standIn((_, response) => response.end('OK'));
    expect(await sendBy(documented('phone', phone.url))).toMatchObject({ kind: 'sent' });
    const asked = new URL(phone.seen[0]?.url ?? '', 'http://x');
    expect(Object.fromEntries(asked.searchParams)).toEqual({ phone: SMS.to, text: SMS.text, key: 'tok' });
  });
});

describe('a gateway that has trouble', () => {
  it('says when to come back', async () => {
    const busy = await standIn((_, response) => response.writeHead(429, { 'retry-after': '90' }).end('slow'));
    expect(await sendBy(described(`url: ${busy.url}`))).toEqual({
      kind: 'temporary',
      trouble: { code: 'answered', said: '429 slow' },
      retryAfterSeconds: 90,
    });
  });

  it('is slow, gives half a reply, is not there, or sends us elsewhere: tried again', async () => {
    const slow = await standIn(() => undefined);
    expect(await sendBy(described(`url: ${slow.url}\ntimeoutSeconds: 1`))).toMatchObject({
      kind: 'temporary',
      trouble: { code: 'no-answer' },
    });
    const half = await standIn((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('OK');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await sendBy(described(`url: ${half.url}`))).toMatchObject({ kind: 'temporary' });
    expect(await sendBy(described('url: http://127.0.0.1:2'))).toMatchObject({
      trouble: { code: 'not-reached', error: 'ECONNREFUSED' },
    });
    const elsewhere = await standIn((_, response) => response.writeHead(302, { location: half.url }).end());
    expect(await sendBy(described(`url: ${elsewhere.url}`))).toMatchObject({ kind: 'temporary' });
  });
});

describe('a description', () => {
  it('names every mistake by its field', () => {
    const read = readGatewayDescription(
      [
        'url: ftp://x',
        'method: SEND',
        'success: { status: [99], body: "(" }',
        'header: {}',
        'timeoutSeconds: 0',
      ].join('\n'),
    );
    const mistakes = read.ok ? [] : read.error.join('\n');
    for (const field of [
      'url:',
      'method:',
      'success.status.0:',
      'success.body:',
      'header',
      'timeoutSeconds:',
    ])
      expect(mistakes).toContain(field);
  });

  it('names a placeholder that there is not, and a body that cannot sign itself', () => {
    const read = readGatewayDescription('url: http://x/{{too}}\nbody: "{{text|jason}} {{body}}"');
    expect(read.ok ? [] : read.error).toEqual([
      expect.stringMatching(/^url: \{\{too\}\} is unknown/),
      expect.stringMatching(/^body: \{\{text\|jason\}\}: "jason" is unknown/),
    ]);
  });

  it('what is no YAML is said so', () => {
    expect(readGatewayDescription('url: "')).toMatchObject({ ok: false });
  });
});
