import { rootCertificates } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { type Environment, loadConfig, loadServiceConfig } from '../../src/config.ts';
import { usualNotices } from '../../src/notice-config.ts';
import { usualRetention } from '../../src/retention-config.ts';

const noFiles = (path: string): string => {
  throw new Error(`ENOENT: no such file or directory, open '${path}'`);
};
const mistakesOf = (env: Environment, readFile = noFiles) => {
  const loaded = loadConfig(env, readFile);
  return loaded.ok ? [] : loaded.error;
};

describe('a right environment', () => {
  test('an empty one gives the defaults, and the time zone of the machine', () => {
    expect(loadConfig({}, noFiles)).toEqual({
      ok: true,
      value: {
        database: '/var/lib/vigie/vigie.db',
        ari: { url: 'http://127.0.0.1:8088', username: 'vigie', password: null, app: 'vigie', ca: null },
        http: {
          host: '127.0.0.1',
          port: 8080,
          publicUrl: null,
          trustedProxies: 0,
          hstsSubdomains: false,
          secondFactorFor: [],
          supervisorsHear: 'teams',
        },
        log: { level: 'info', format: 'json' },
        numberingPlan: { homeCountry: 'FR', allowedCountries: ['FR'] },
        timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        maxOutboundLegs: 20,
        maxOwnCallsPerHour: 120,
        shortAbandonSeconds: 5,
        closeStatementsOn: null,
        silentTalkSeconds: 120,
        soundRule: { levelDb: -50, seconds: 1 },
        calendarHosts: [],
        notices: usualNotices('/var/lib/vigie/outbox'),
        backups: { folder: '/var/lib/vigie/backups', keepDays: 14 },
        testCalls: { numbers: [], pattern: '0 10 * * 1' },
        retention: usualRetention(),
        monitoringToken: null,
      },
    });
  });

  test('every variable counts', () => {
    const loaded = loadServiceConfig(
      {
        VIGIE_DATABASE: '/var/lib/vigie/vigie.db',
        VIGIE_ARI_URL: 'https://pbx.example/',
        VIGIE_ARI_USERNAME: 'lookout',
        VIGIE_ARI_PASSWORD: 'secret',
        VIGIE_ARI_APP: 'vigie-2',
        VIGIE_HTTP_HOST: '::1',
        VIGIE_HTTP_PORT: '0',
        VIGIE_PUBLIC_URL: 'https://astreinte.example.org/',
        VIGIE_TRUST_PROXY: '1',
        VIGIE_LOG_LEVEL: 'debug',
        VIGIE_LOG_FORMAT: 'pretty',
        VIGIE_HOME_COUNTRY: 'be',
        VIGIE_DIAL_COUNTRIES: 'BE, fr,LU',
        VIGIE_TIME_ZONE: 'Europe/Brussels',
        VIGIE_SHORT_CALL_SECONDS: '8',
        VIGIE_SILENT_TALK_SECONDS: '60',
        VIGIE_CLOSE_STATEMENTS_ON: '5',
        VIGIE_MESSAGE_LEVEL_DB: '-42',
        VIGIE_MESSAGE_SOUND_SECONDS: '2',
        VIGIE_MAX_OUTBOUND_LEGS: '5',
        VIGIE_CALENDAR_HOSTS: 'Cloud.lan, 10.0.0.5',
      },
      noFiles,
    );
    expect(loaded).toEqual({
      ok: true,
      value: {
        database: '/var/lib/vigie/vigie.db',
        ari: {
          url: 'https://pbx.example',
          username: 'lookout',
          password: 'secret',
          app: 'vigie-2',
          ca: null,
        },
        http: {
          host: '::1',
          port: 0,
          publicUrl: 'https://astreinte.example.org',
          trustedProxies: 1,
          hstsSubdomains: false,
          secondFactorFor: [],
          supervisorsHear: 'teams',
        },
        log: { level: 'debug', format: 'pretty' },
        numberingPlan: { homeCountry: 'BE', allowedCountries: ['BE', 'FR', 'LU'] },
        timeZone: 'Europe/Brussels',
        maxOutboundLegs: 5,
        maxOwnCallsPerHour: 120,
        shortAbandonSeconds: 8,
        closeStatementsOn: 5,
        silentTalkSeconds: 60,
        soundRule: { levelDb: -42, seconds: 2 },
        calendarHosts: ['cloud.lan', '10.0.0.5'],
        notices: usualNotices('/var/lib/vigie/outbox'),
        backups: { folder: '/var/lib/vigie/backups', keepDays: 14 },
        testCalls: { numbers: [], pattern: '0 10 * * 1' },
        retention: usualRetention(),
        monitoringToken: null,
      },
    });
  });

  test('the countries dialled default to the home country', () => {
    const loaded = loadConfig({ VIGIE_HOME_COUNTRY: 'CH' }, noFiles);
    expect(loaded.ok && loaded.value.numberingPlan.allowedCountries).toEqual(['CH']);
  });

  test('other programs’ variables, the trial’s and empty ones are left alone', () => {
    expect(
      mistakesOf({ PATH: '/bin', VIGIE_TRIAL: 'docker', VIGIE_TRIAL_ARI_URL: 'x', VIGIE_HTTP_PORT: '' }),
    ).toEqual([]);
  });
});

describe('a wrong environment', () => {
  test('every mistake is told at once, with variable, value and expectation', () => {
    expect(
      mistakesOf({
        VIGIE_HTTP_PORT: '80800',
        VIGIE_ARI_URL: 'pbx:8088',
        VIGIE_LOG_LEVEL: 'loud',
        VIGIE_HOME_COUNTRY: 'France',
        VIGIE_DIAL_COUNTRIES: 'FR,Belgium',
        VIGIE_MAX_OUTBOUND_LEGS: '-1',
        VIGIE_CALENDAR_HOSTS: 'https://cloud.lan/',
        VIGIE_DATABSE: './x.db',
      }),
    ).toEqual([
      expect.stringMatching(/^VIGIE_DATABSE is no setting of Vigie: expected one of VIGIE_DATABASE, /),
      'VIGIE_ARI_URL is "pbx:8088": expected an http:// or https:// address without user name or password',
      'VIGIE_HTTP_PORT is "80800": expected a whole number from 0 to 65535',
      'VIGIE_LOG_LEVEL is "loud": expected one of trace, debug, info, warn, error, fatal',
      'VIGIE_HOME_COUNTRY is "France": expected a two-letter country such as FR',
      'VIGIE_DIAL_COUNTRIES is "FR,Belgium": expected two-letter countries separated by commas, such as FR,BE',
      'VIGIE_MAX_OUTBOUND_LEGS is "-1": expected a whole number from 1 to 10000',
      'VIGIE_CALENDAR_HOSTS is "https://cloud.lan/": expected hosts separated by commas, such as cloud.example.lan,10.0.0.5',
    ]);
  });
});

describe('the ARI password', () => {
  test('may lie in a file, whose final newline is not part of it', () => {
    const readFile = (path: string) => (path === '/run/secrets/ari' ? 's3cret\n' : noFiles(path));
    const loaded = loadServiceConfig({ VIGIE_ARI_PASSWORD_FILE: '/run/secrets/ari' }, readFile);
    expect(loaded.ok && loaded.value.ari.password).toBe('s3cret');
  });

  test('given twice is a mistake', () => {
    const env = { VIGIE_ARI_PASSWORD: 'one', VIGIE_ARI_PASSWORD_FILE: '/x' };
    expect(mistakesOf(env, () => 'two')).toEqual([
      'VIGIE_ARI_PASSWORD and VIGIE_ARI_PASSWORD_FILE are both set: expected one of them',
    ]);
  });

  test('in an unreadable or empty file is a mistake that shows no secret', () => {
    expect(mistakesOf({ VIGIE_ARI_PASSWORD_FILE: '/nowhere' })).toEqual([
      'VIGIE_ARI_PASSWORD_FILE is "/nowhere": expected a readable file (ENOENT: no such file or directory, open \'/nowhere\')',
    ]);
    expect(mistakesOf({ VIGIE_ARI_PASSWORD_FILE: '/empty' }, () => '\n')).toEqual([
      'VIGIE_ARI_PASSWORD is wrong (its value is not shown): expected the password of the ARI user',
    ]);
  });

  test('is asked for by the service only, together with every other mistake', () => {
    const loaded = loadServiceConfig({ VIGIE_HTTP_PORT: 'web' }, noFiles);
    expect(loaded).toEqual({
      ok: false,
      error: [
        'VIGIE_HTTP_PORT is "web": expected a whole number from 0 to 65535',
        'VIGIE_ARI_PASSWORD is not set: expected the password of the ARI user (or VIGIE_ARI_PASSWORD_FILE)',
      ],
    });
    expect(mistakesOf({})).toEqual([]);
  });

  test('the file of an authority holds certificates, and is for https', () => {
    const [certificate = ''] = rootCertificates;
    const readFile = (path: string) => (path === '/ca.pem' ? certificate : 'no certificate');
    const secure = { VIGIE_ARI_URL: 'https://pbx.example', VIGIE_ARI_CA: '/ca.pem' };
    const loaded = loadConfig(secure, readFile);
    expect(loaded.ok && loaded.value.ari.ca).toBe(certificate);
    expect(loadConfig({ ...secure, VIGIE_ARI_CA: '/other.pem' }, readFile)).toEqual({
      ok: false,
      error: ['VIGIE_ARI_CA is "/other.pem": expected a file with a certificate in PEM'],
    });
    expect(loadConfig({ ...secure, VIGIE_ARI_URL: 'http://pbx.example' }, readFile)).toEqual({
      ok: false,
      error: ['VIGIE_ARI_URL is http: expected https with VIGIE_ARI_CA'],
    });
  });

  test('other variables cannot be given as files', () => {
    expect(mistakesOf({ VIGIE_DATABASE_FILE: '/x' })[0]).toMatch(/^VIGIE_DATABASE_FILE is no setting/);
  });
});
