import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';

const [CERTIFICATE = ''] = rootCertificates;

const files = (byPath: Record<string, string>) => (path: string) => {
  const text = byPath[path];
  if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
  return text;
};

function noticesOf(env: Record<string, string>, byPath: Record<string, string> = {}) {
  const loaded = loadConfig(env, files(byPath));
  return loaded.ok ? loaded.value.notices : loaded.error;
}

describe('how people are told', () => {
  it('by files in a folder, unless a sender is set', () => {
    expect(noticesOf({})).toMatchObject({
      smtp: null,
      sms: { kind: 'folder' },
      outboxDirectory: '/var/lib/vigie/outbox',
    });
  });

  it('by a mail server, whose usual port follows from how it is spoken to', () => {
    const smtp = { VIGIE_SMTP_HOST: 'mail.example.org' };
    expect(noticesOf(smtp)).toMatchObject({ smtp: { port: 587, security: 'starttls', username: null } });
    expect(noticesOf({ ...smtp, VIGIE_SMTP_SECURITY: 'tls' })).toMatchObject({ smtp: { port: 465 } });
    const withUser = {
      ...smtp,
      VIGIE_SMTP_USERNAME: 'u',
      VIGIE_SMTP_PASSWORD_FILE: '/run/p',
      VIGIE_SMTP_CA: '/ca',
    };
    expect(noticesOf(withUser, { '/run/p': 's3cret\n', '/ca': CERTIFICATE })).toMatchObject({
      smtp: { username: 'u', password: 's3cret', ca: CERTIFICATE },
    });
  });

  it('by a gateway that a file describes', () => {
    const env = { VIGIE_SMS: 'http', VIGIE_SMS_GATEWAY: '/g.yaml', VIGIE_SMS_TOKEN: 't' };
    expect(noticesOf(env, { '/g.yaml': 'url: http://x/{{to|url}}' })).toMatchObject({
      sms: { kind: 'http', credentials: { token: 't', sender: 'Vigie' } },
    });
  });
});

describe('the call to those who have not confirmed', () => {
  const callOf = (env: Record<string, string>) => {
    const notices = noticesOf(env);
    return 'confirmCall' in notices ? notices.confirmCall : notices;
  };

  it('comes half an hour before others are told, unless another time, or none, is set', () => {
    const night = { from: '22:00', to: '07:00' };
    expect(callOf({})).toEqual({ beforeLimitSeconds: 1800, night });
    const later = { from: '21:00', to: '08:00' };
    expect(callOf({ VIGIE_CONFIRM_CALL_MINUTES: '15', VIGIE_CONFIRM_CALL_NIGHT: '21:00-08:00' })).toEqual({
      beforeLimitSeconds: 900,
      night: later,
    });
    expect(callOf({ VIGIE_CONFIRM_CALL_MINUTES: '0' })).toBeNull();
    expect(callOf({ VIGIE_CONFIRM_CALL_NIGHT: '22-7' })).toEqual([
      expect.stringMatching(/^VIGIE_CONFIRM_CALL_NIGHT is "22-7": expected hours/),
    ]);
  });
});

describe('answers by SMS', () => {
  const PUBLIC = { VIGIE_PUBLIC_URL: 'https://vigie.example.org', VIGIE_SMS_ANSWERS: 'yes' };
  const TWILIO = {
    VIGIE_SMS: 'twilio',
    VIGIE_TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    VIGIE_TWILIO_AUTH_TOKEN: 't',
  };
  const HTTP = { VIGIE_SMS: 'http', VIGIE_SMS_GATEWAY: '/g.yaml' };
  const GATEWAY = 'url: http://x/{{to|url}}\nincoming: { from: sender, text: text, id: msgid }';
  const SECRET = 'abcdefghij0123456789';
  const of = (env: Record<string, string>, gateway = GATEWAY) => {
    const notices = noticesOf({ ...PUBLIC, ...env }, { '/g.yaml': gateway });
    return 'smsAnswers' in notices ? notices.smsAnswers : notices;
  };

  it('are taken only where they are asked for and can come in', () => {
    expect(noticesOf({})).toMatchObject({ smsAnswers: null });
    expect(of({ ...TWILIO, VIGIE_TWILIO_FROM: '+33700000000' })).toEqual({ kind: 'twilio' });
    expect(of({ ...HTTP, VIGIE_SMS_INCOMING_TOKEN: SECRET })).toEqual({
      kind: 'http',
      secret: SECRET,
      fields: { from: 'sender', text: 'text', id: 'msgid' },
    });
  });

  it('else it is said what is missing', () => {
    expect(of({})).toEqual([expect.stringContaining('expected with VIGIE_SMS=twilio or http')]);
    expect(of({ ...TWILIO, VIGIE_TWILIO_FROM: 'Vigie' })).toEqual([
      expect.stringContaining('nobody can answer a name'),
    ]);
    expect(of(HTTP)).toEqual([expect.stringContaining('VIGIE_SMS_INCOMING_TOKEN')]);
    expect(of({ ...HTTP, VIGIE_SMS_INCOMING_TOKEN: SECRET }, 'url: http://x/')).toEqual([
      expect.stringContaining('"incoming"'),
    ]);
    const short = of({ ...HTTP, VIGIE_SMS_INCOMING_TOKEN: 'short' });
    expect(JSON.stringify(short)).not.toContain('short"');
    const { VIGIE_PUBLIC_URL: _, ...local } = PUBLIC;
    expect(noticesOf({ ...local, ...TWILIO, VIGIE_TWILIO_FROM: '+33700000000' })).toEqual([
      'VIGIE_PUBLIC_URL is not set: expected with VIGIE_SMS_ANSWERS=yes',
    ]);
  });
});

describe('a wrong setting', () => {
  it('is told with every other, and without the secret', () => {
    const env = {
      VIGIE_SMS: 'twilio',
      VIGIE_TWILIO_AUTH_TOKEN: 'tok3n',
      VIGIE_TWILIO_FROM: 'much too long a name',
      VIGIE_MAIL_FROM: 'nobody',
      VIGIE_CONFIRM_HOURS: '24,x',
    };
    const mistakes = noticesOf(env);
    expect(mistakes).toEqual([
      expect.stringMatching(/^VIGIE_MAIL_FROM is "nobody": expected an address/),
      expect.stringMatching(/^VIGIE_TWILIO_FROM is/),
      expect.stringMatching(/^VIGIE_CONFIRM_HOURS is "24,x": expected hours/),
    ]);
    expect(JSON.stringify(mistakes)).not.toContain('tok3n');
  });

  it('what belongs together is asked for together', () => {
    expect(noticesOf({ VIGIE_SMS: 'twilio' })).toEqual([
      'VIGIE_TWILIO_ACCOUNT_SID is not set: expected with VIGIE_SMS=twilio',
      'VIGIE_TWILIO_AUTH_TOKEN is not set: expected with VIGIE_SMS=twilio',
      'VIGIE_TWILIO_FROM is not set: expected with VIGIE_SMS=twilio',
    ]);
    expect(noticesOf({ VIGIE_SMS: 'http' })).toEqual([
      expect.stringMatching(/^VIGIE_SMS_GATEWAY is not set/),
    ]);
    expect(noticesOf({ VIGIE_SMTP_HOST: 'm', VIGIE_SMTP_USERNAME: 'u' })).toEqual([
      expect.stringMatching(/^VIGIE_SMTP_PASSWORD is not set/),
    ]);
    const env = { VIGIE_SMS: 'http', VIGIE_SMS_GATEWAY: '/g.yaml' };
    expect(noticesOf(env, { '/g.yaml': 'method: SEND' })).toEqual([
      expect.stringMatching(/^VIGIE_SMS_GATEWAY, method: /),
      expect.stringMatching(/^VIGIE_SMS_GATEWAY, url: /),
    ]);
  });
});
