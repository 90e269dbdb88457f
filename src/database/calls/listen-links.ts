import type { Caller } from '../../domain/hotline.ts';
import type { Instant } from '../../runtime/instant.ts';
import { notLeft } from '../accounts/not-left.ts';
import type { Queryable } from '../database.ts';

export interface LinkedRecording {
  readonly recording: string;
  readonly callId: string;
  readonly wav: Buffer;
  readonly personId: string;
  readonly caller: Caller;
  readonly at: Instant;
  readonly hotlineName: string;
  readonly timeZone: string;
}

/** The message that a private link leads to; null: no such link, or not any more. */
export async function readLinkedMessage(
  db: Queryable,
  tokenHash: string,
  now: Instant,
): Promise<LinkedRecording | null> {
  const row = await db
    .selectFrom('listen_links')
    .innerJoin('messages', 'messages.recording', 'listen_links.recording')
    .innerJoin('calls', 'calls.id', 'messages.call_id')
    .innerJoin('people', 'people.id', 'listen_links.person_id')
    .leftJoin('hotlines', 'hotlines.id', 'calls.hotline_id')
    .select([
      'messages.recording',
      'messages.call_id',
      'messages.audio',
      'listen_links.person_id',
      'calls.caller_number',
      'calls.caller_name',
      'calls.started_at',
      'calls.hotline_id',
      'hotlines.name',
      'hotlines.time_zone',
    ])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where(notLeft(now))
    .executeTakeFirst();
  if (!row) return null;
  return {
    recording: row.recording,
    callId: row.call_id,
    wav: row.audio,
    personId: row.person_id,
    caller: { number: row.caller_number, name: row.caller_name },
    at: row.started_at,
    hotlineName: row.name ?? row.hotline_id,
    timeZone: row.time_zone ?? 'UTC',
  };
}
