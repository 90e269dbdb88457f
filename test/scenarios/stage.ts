import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { stringify } from 'yaml';
import type { CallRecord } from '../../src/calls/log/call-history.ts';
import { createCallHistory } from '../../src/database/calls/call-history.ts';
import { createConfigurationStore } from '../../src/database/configuration/configuration-store.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import type { Outcome } from '../../src/domain/call.ts';
import { USUAL_SOUND_RULE } from '../../src/domain/sound/loudness.ts';
import type { Service } from '../../src/main/service.ts';
import { startService } from '../../src/main.ts';
import { type NoticeConfig, usualNotices } from '../../src/notice-config.ts';
import { importConfiguration } from '../../src/planning/portable-config/import-configuration.ts';
import { usualRetention } from '../../src/retention-config.ts';
import { createLogger } from '../../src/runtime/log.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';
import { dialledInWords } from '../../src/words/reason-words.ts';
import { ariRequest } from '../../trial/asterisk/ari-observer.ts';
import type { TrialOptions } from '../../trial/asterisk/start-asterisk.ts';
import { startTrialPbx, type TrialPbx } from '../../trial/trial-pbx.ts';
import { waitUntil } from '../../trial/wait-until.ts';

type Tree = Record<string, unknown>;

/** What a scenario changes in the usual hotline: see `usual`. */
export interface Play {
  /** A house in which nothing is set up yet, and nobody can log in. */
  readonly empty?: boolean;
  readonly hotline?: Tree;
  readonly policy?: Tree;
  readonly people?: Tree;
  readonly schedules?: Tree;
  readonly teams?: Tree;
  readonly asterisk?: TrialOptions;
  readonly notices?: Partial<NoticeConfig>;
  /** As `VIGIE_PUBLIC_URL`. */
  readonly publicUrl?: string;
  /** As `VIGIE_SILENT_TALK_SECONDS`. */
  readonly silentTalkSeconds?: number;
}

const PLAN = { homeCountry: 'FR', allowedCountries: ['FR'] } as const;
const PATIENCE_MS = 20_000;
const MONITORING_TOKEN = 'a-token-for-trials';

/**
 * A real Asterisk, a Vigie connected to it, and a hotline on 4000: Bob (202) is on duty, Carol (203) is the
 * backup, Alice (201) is neither. Each scenario starts with an empty call log; after each, Asterisk must be empty.
 */
export class Stage {
  pbx!: TrialPbx;
  #service: Service | null = null;
  #db!: Database;
  #directory = '';
  #log = '';
  #notices: Partial<NoticeConfig> = {};
  #publicUrl: string | null = null;
  #silentTalkSeconds = 120;
  /** Where this scenario begins in Asterisk's log. */
  #logStart = 0;
  #bug: unknown = null;

  /** Brings people and planning to what a file says, as `vigie import` does. */
  async plan(file: Tree): Promise<void> {
    const result = await importConfiguration(createConfigurationStore(this.#db), stringify(file), {
      plan: PLAN,
      homeTimeZone: 'Europe/Paris',
      prune: false,
      dryRun: false,
      author: { actor: 'test', at: Date.now() },
    });
    if (!result.ok) throw new Error(result.error.map(describeProblem).join('\n'));
  }

  /** The nth call that came in, with its attempts and timeline, once it satisfies `when`. */
  async record(when: (call: CallRecord) => boolean, nth = 1): Promise<CallRecord> {
    const history = createCallHistory(this.#db);
    const look = async () => {
      if (this.#bug) throw this.#bug;
      const all = await history.list({ limit: 50 });
      const summary = all.toReversed()[nth - 1];
      const call = summary && (await history.find(summary.id));
      return call && when(call) ? call : null;
    };
    return waitUntil(() => `the call's record\n${this.#log}`, look, PATIENCE_MS);
  }

  /** Waits until the nth call ended, and checks how. */
  async ended(outcome: Outcome, nth = 1): Promise<CallRecord> {
    const call = await this.record(({ endedAt }) => endedAt !== null, nth);
    expect(call.outcome, this.#log).toBe(outcome);
    return call;
  }

  /** Waits until something happened in the nth call. */
  happened(kind: CallRecord['timeline'][number]['kind'], nth = 1): Promise<CallRecord> {
    return this.record(({ timeline }) => timeline.some((entry) => entry.kind === kind), nth);
  }

  /** Where mails and SMS are written. */
  outboxDirectory(): string {
    return path.join(this.#directory, 'outbox');
  }

  database(): Database {
    return this.#db;
  }

  /** Where Vigie's pages are. */
  webUrl(): string {
    if (!this.#service) throw new Error('Vigie is not running');
    return this.#service.webUrl;
  }

  /** All that the service tells of its health. */
  async health<Health>(): Promise<Health> {
    const headers = { authorization: `Bearer ${MONITORING_TOKEN}` };
    return (await (await fetch(`${this.webUrl()}/health`, { headers })).json()) as Health;
  }

  /**
   * Sounds that Asterisk played in this scenario to the channels of an endpoint (`202`, `trial-carrier`), or that the
   * fallback of a caller who was inside said to them (`vigie-fallback`), in order.
   */
  heardBy(endpoint: string): string[] {
    const log = this.pbx.log().slice(this.#logStart);
    const lines = log.matchAll(
      /<(?:PJSIP\/|Local\/\d+@)([\w-]+)-[0-9a-f]+(?:;\d)?> Playing '([^']+?)(?:\.\w+)?'/g,
    );
    return [...lines].flatMap(([, who, sound]) => (who === endpoint && sound ? [sound] : []));
  }

  /** Waits until an endpoint was played a sound. */
  async hears(endpoint: string, sound: string): Promise<void> {
    const heard = () => this.heardBy(endpoint).includes(sound);
    await waitUntil(
      () => `${endpoint} hears ${sound}; so far: ${this.heardBy(endpoint)}`,
      heard,
      PATIENCE_MS,
    );
  }

  /** How much Asterisk has written of the longest message that it holds, at 16 kB a second. */
  recordedSeconds(): number {
    const directory = path.join(this.pbx.host.directory, 'spool/recording');
    const sizes = readdirSync(directory).map((name) => statSync(path.join(directory, name)).size);
    return Math.max(0, ...sizes) / 16_000;
  }

  /** Everything Vigie logged. */
  log(): string {
    return this.#log;
  }

  async open(play: Play): Promise<void> {
    this.#logStart = this.pbx.log().length;
    this.#log = '';
    this.#directory = mkdtempSync(path.join(tmpdir(), 'vigie-scenario-'));
    const file = path.join(this.#directory, 'vigie.db');
    this.#db = openDatabase(file);
    await migrate(this.#db);
    if (!play.empty) await this.plan(usual(play));
    this.#notices = play.notices ?? {};
    this.#publicUrl = play.publicUrl ?? null;
    this.#silentTalkSeconds = play.silentTalkSeconds ?? 120;
    this.#service = await this.#startVigie(file);
  }

  async #startVigie(database: string): Promise<Service> {
    let connected = false;
    const write = (line: string) => {
      this.#log += line;
    };
    const started = await startService({
      config: {
        database,
        ari: {
          url: this.pbx.ariUrl,
          username: this.pbx.username,
          password: this.pbx.password,
          app: 'vigie',
          ca: null,
        },
        http: {
          host: '127.0.0.1',
          port: 0,
          publicUrl: this.#publicUrl,
          trustedProxies: 0,
          hstsSubdomains: false,
          secondFactorFor: [],
          supervisorsHear: 'teams',
        },
        log: { level: 'debug', format: 'json' },
        timeZone: 'Europe/Paris',
        numberingPlan: PLAN,
        maxOutboundLegs: 20,
        maxOwnCallsPerHour: 1000,
        calendarHosts: [],
        shortAbandonSeconds: 5,
        closeStatementsOn: null,
        silentTalkSeconds: this.#silentTalkSeconds,
        soundRule: USUAL_SOUND_RULE,
        notices: { ...usualNotices(this.outboxDirectory()), ...this.#notices },
        testCalls: { numbers: [], pattern: '0 10 * * 1' },
        backups: { folder: `${database}-backups`, keepDays: 0 },
        retention: usualRetention(),
        monitoringToken: MONITORING_TOKEN,
      },
      log: createLogger({ level: 'debug', format: 'json' }, { write } as unknown as NodeJS.WritableStream),
      onLink: ({ state }) => {
        connected = state === 'connected';
      },
      fatal: (error) => {
        this.#bug = error;
      },
    });
    if (!started.ok) throw new Error(started.error);
    await waitUntil('Vigie is connected to Asterisk', () => connected, PATIENCE_MS);
    return started.value;
  }

  service(): Service {
    if (!this.#service) throw new Error('Vigie is not running');
    return this.#service;
  }

  /** Stops as SIGTERM does, and starts anew with the same database. */
  async restartVigie(): Promise<void> {
    await this.stopVigie();
    this.#service = await this.#startVigie(path.join(this.#directory, 'vigie.db'));
  }

  /** As SIGTERM does. */
  async stopVigie(): Promise<void> {
    await this.#service?.stop();
    this.#service = null;
  }

  /** Takes down what a stopped Vigie left, which its next start would. */
  async clearBridges(): Promise<void> {
    for (const { id } of await this.pbx.bridges()) await ariRequest(this.pbx, 'DELETE', `/bridges/${id}`);
  }

  async close(): Promise<void> {
    await this.stopVigie();
    await this.#db.destroy();
    rmSync(this.#directory, { recursive: true, force: true });
    if (this.#bug) throw this.#bug;
  }
}

/** Builds a stage for the scenarios of one file. */
export function stage(play: Play = {}): Stage {
  const built = new Stage();
  beforeAll(async () => {
    built.pbx = await startTrialPbx(play.asterisk ?? {});
  });
  beforeEach(() => built.open(play));
  afterEach(async () => {
    try {
      await built.pbx.empty();
    } finally {
      await built.pbx.removePhones();
      await built.close();
    }
  });
  afterAll(() => built.pbx?.stop());
  return built;
}

function usual({
  hotline = {},
  policy = {},
  people = {},
  schedules = {},
  teams,
}: Omit<Play, 'asterisk'>): Tree {
  return {
    people: {
      alice: { name: 'Alice', languages: ['en'], contacts: [{ extension: '201' }] },
      bob: { name: 'Bob', languages: ['en'], contacts: [{ extension: '202' }] },
      carol: { name: 'Carol', languages: ['fr'], contacts: [{ extension: '203' }] },
      ...people,
    },
    ...(teams ? { teams } : {}),
    schedules: { primary: onDuty('bob'), backup: onDuty('carol'), ...schedules },
    policies: {
      chain: {
        name: 'Chain',
        rounds: 1,
        overallLimitSeconds: 120,
        steps: [
          { ring: [{ schedule: 'primary' }], ringSeconds: 3 },
          { ring: [{ schedule: 'backup' }], ringSeconds: 3 },
        ],
        ...policy,
      },
    },
    hotlines: {
      support: {
        name: 'Support',
        language: 'en',
        numbers: ['4000'],
        policy: 'chain',
        acceptWindowSeconds: 6,
        callerId: '+33199001200',
        trunk: 'trial-trunk',
        noAnswer: { voicemail: { maxSeconds: 20, minSeconds: 2 } },
        ...hotline,
      },
    },
  };
}

/** A schedule on which these people are on duty, from an hour ago on. */
export function onDuty(...people: string[]): Tree {
  const hour = 3_600_000;
  const [start, end] = [-hour, 8 * hour].map((offset) => new Date(Date.now() + offset).toISOString());
  return {
    name: `Duty of ${people.join(', ')}`,
    timeZone: 'Europe/Paris',
    shifts: people.map((person) => ({ person, start, end })),
  };
}

/** The attempts of a call as `name outcome`, in order. */
export function tries(call: CallRecord): string[] {
  return call.attempts.map(({ name, outcome }) => `${dialledInWords(name, 'en')} ${outcome}`);
}
