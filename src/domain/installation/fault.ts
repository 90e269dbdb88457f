import type { FaultDetail } from './fault-detail.ts';

/**
 * What can be wrong with an installation. `subject` is what it is about: a trunk, a module, a language, an address; its
 * meaning follows from the code. Told in words, with the line to change, by `words/fault-words.ts`.
 */
export const FAULTS = [
  'configuration',
  'node-too-old',
  'no-password',
  'database-missing',
  'database-unreadable',
  'database-read-only',
  'database-outdated',
  'database-newer',
  'disk-filling',
  'ari-unreachable',
  'ari-off',
  'ari-password',
  'ari-read-only',
  'websocket-refused',
  'module-missing',
  'dialplan-missing',
  'dialplan-outdated',
  'astdb-unwritable',
  'clocks-apart',
  'second-vigie',
  'trunk-unknown',
  'trunk-down',
  'keys-unheard',
  'sounds-missing',
  'recordings-folder-missing',
  'rtp-blocked',
  'mail-refused',
  'sender-refused',
  'sms-refused',
  'only-folder',
  'no-public-address',
  'call-not-placed',
  'call-no-route',
  'call-no-way-in',
  'call-wrong-hotline',
  'call-caller-id-changed',
  'call-no-greeting',
  'call-nobody-rings',
  'call-no-key',
  'call-one-way',
  'call-no-voicemail',
  'call-no-fallback',
] as const;
export type FaultCode = (typeof FAULTS)[number];

export interface Fault {
  readonly code: FaultCode;
  readonly subject: string;
  /** Null: there is nothing to add. */
  readonly detail: FaultDetail | null;
}

/** Calls come in all the same, and nobody need be woken: a choice, or something that is not finished. */
const WARNINGS: ReadonlySet<FaultCode> = new Set(['only-folder', 'no-public-address', 'database-missing']);

export function isWarning({ code }: Fault): boolean {
  return WARNINGS.has(code);
}

/** Asterisk answers, and yet no caller is served: whoever watches is to hear "no", not "look at it some day". */
const KEEPS_CALLS_OUT: ReadonlySet<FaultCode> = new Set(['ari-read-only', 'module-missing']);

export function keepsCallsOut({ code }: Pick<Fault, 'code'>): boolean {
  return KEEPS_CALLS_OUT.has(code);
}

/** The name of the alarm that a fault raises: `module-missing res_ari_bridges`. */
export function alarmNameOf({ code, subject }: Pick<Fault, 'code' | 'subject'>): string {
  return `${code} ${subject}`.trim();
}

/** The fault that an alarm of this name is about; null when this version knows none. */
export function faultOfAlarm(name: string): Pick<Fault, 'code' | 'subject'> | null {
  const [word = '', ...about] = name.split(' ');
  const code = FAULTS.find((known) => known === word);
  return code ? { code, subject: about.join(' ') } : null;
}

/** A text is what somebody said. */
export function fault(code: FaultCode, subject = '', detail: FaultDetail | string = ''): Fault {
  const told: FaultDetail = typeof detail === 'string' ? { code: 'said', said: detail } : detail;
  return { code, subject, detail: told.code === 'said' && told.said === '' ? null : told };
}

/** What is looked at, in the order in which it is told. */
export const CHECKS = [
  'configuration',
  'node',
  'database',
  'disk',
  'asterisk',
  'rights',
  'websocket',
  'modules',
  'dialplan',
  'astdb',
  'clocks',
  'alone',
  'trunks',
  'keys',
  'sounds',
  'recordings',
  'rtp',
  'email',
  'sms',
  'public-address',
] as const;

/** What the test call of the whole chain looks at, in the order in which a call passes it. */
export const TEST_CALL_CHECKS = [
  'outbound-route',
  'way-in',
  'caller-id',
  'greeting',
  'ringing',
  'key',
  'sound-both-ways',
  'voicemail',
  'fallback',
] as const;
export type TestCallCheck = (typeof TEST_CALL_CHECKS)[number];
export type Check = (typeof CHECKS)[number] | TestCallCheck;

/** What one look found. */
export interface Finding {
  readonly check: Check;
  /** `skipped`: something that it needs is out of order, and is told. `unknown`: it could not be told this time. */
  readonly verdict: 'well' | 'skipped' | 'unknown' | 'faulty';
  readonly faults: readonly Fault[];
  /** What was seen, as names, versions and numbers. */
  readonly seen: string;
}

export function well(check: Check, seen = ''): Finding {
  return { check, verdict: 'well', faults: [], seen };
}

export function skipped(check: Check): Finding {
  return { check, verdict: 'skipped', faults: [], seen: '' };
}

/** Well, unless there are faults. */
export function found(check: Check, faults: readonly Fault[], seen = ''): Finding {
  return { check, verdict: faults.length === 0 ? 'well' : 'faulty', faults, seen };
}
