import { timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { hashToken } from '../accounts/tokens.ts';
import { faultOfAlarm, keepsCallsOut } from '../domain/installation/fault.ts';
import type { UpkeepKind } from '../notices/upkeep-watch.ts';

/** What a supervisor process or a container engine needs to know of this service. */
export interface Health {
  /** The connection to Asterisk; calls come in only while it is `connected`. */
  readonly asterisk: 'connecting' | 'connected' | 'lost' | 'replaced';
  /** When the dialplan was last shown that Vigie hears it; null: never. */
  readonly lastProofAt: string | null;
  readonly liveCalls: number;
  /** What could not be written to the database yet; more than 0 is an alarm. */
  readonly recordsWaiting: number;
  /** Senders that keep failing; any is an alarm. */
  readonly failingGateways: readonly string[];
  /** Trunks of hotlines that are down; any is an alarm. */
  readonly trunksDown: readonly string[];
  /** People on call of whose phones none is registered, as it was told; more than 0 is an alarm. */
  readonly unreachableOnCall: number;
  /** What could not be told for a bug; more than 0 is an alarm. */
  readonly untold: number;
  /** Recorded greetings that Asterisk does not have; more than 0 is an alarm. */
  readonly greetingsMissing: number;
  /** The dialplan that Asterisk has of ours; `older` and `missing` are alarms. */
  readonly dialplan: 'current' | 'older' | 'missing' | 'unknown';
  /** What is wrong with the machine or the installation, as it was told; any is an alarm. */
  readonly upkeep: readonly { readonly kind: UpkeepKind; readonly name: string }[];
  /** When the database was last copied; null: never. */
  readonly lastBackupAt: string | null;
}

/** The dialplan lets no call in on an older proof of life (`VIGIE_ALIVE_SECONDS`, unless somebody changed it). */
export const PROOF_HOLDS_MS = 10_000;

/** Whether the installation has a fault with which no caller is served, though Asterisk answers. */
export function keepsEveryCallOut({ upkeep }: Pick<Health, 'upkeep'>): boolean {
  return upkeep.some(({ kind, name }) => {
    const fault = kind === 'setup' ? faultOfAlarm(name) : null;
    return fault !== null && keepsCallsOut(fault);
  });
}

/**
 * 200 while calls can come in, 503 otherwise. Strangers are told no more; who has the token (`Authorization: Bearer …`)
 * has the reasons: how many calls there are and what is broken is nobody else's business.
 */
export function healthPage(read: () => Health | Promise<Health>, token: string | null) {
  return async (request: Request, response: Response): Promise<void> => {
    const health = await read();
    const isUp = health.asterisk === 'connected' && !keepsEveryCallOut(health);
    response.status(isUp ? 200 : 503).set('cache-control', 'no-store');
    response.json(hasToken(request, token) ? health : { status: isUp ? 'up' : 'down' });
  };
}

function hasToken(request: Request, token: string | null): boolean {
  const given = /^Bearer (.{1,200})$/.exec(request.get('authorization') ?? '')?.[1];
  if (token === null || given === undefined) return false;
  // As hashes: of one length, and no closer for a guess that is.
  return timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(token)));
}
