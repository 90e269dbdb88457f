import type { FallbackEnd, FallbackRecord, FallbackRecords } from '../calls/fallback/fallback-records.ts';
import type { TelephonyProblem } from '../calls/telephony.ts';
import { FALLBACK_REASONS } from '../domain/escalation/call-event.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { ok, type Result } from '../runtime/result.ts';
import type { AriLink } from './ari-link.ts';
import type { AstDb } from './ast-db.ts';

/** The dialplan sets it whenever it writes something down: reading it costs no channel and no line of log. */
const LAST_NOTE = 'VIGIE_FALLBACK_LAST';

/** A caller who is in neither Vigie nor the fallback was sent elsewhere by somebody. */
const MOST_LOOKS = 10;
const LOOK_AGAIN_SECONDS = 0.5;

/** What `[vigie-note]` of extensions-vigie.conf wrote into Asterisk's own database. */
export function createFallbackRecords(link: AriLink, db: AstDb, clock: Clock): FallbackRecords {
  /** The last note when there was nothing left to read; null: look anyway. */
  let emptyAt: string | null = null;

  /** Null while the call goes on. */
  async function recordOf(
    leg: string,
    note: string,
  ): Promise<Result<FallbackRecord | null, TelephonyProblem>> {
    const record = readNote(leg, note);
    if (record !== null) return ok(record);
    const channel = await link.request((client) => client.channels.get({ channelId: leg }));
    if (channel.ok) return ok(null);
    if (channel.error.kind !== 'gone') return channel;
    // Its last note may have come between our look at it and at its channel.
    const again = await db.read('vigie-fallback', leg);
    return again.ok ? ok(readNote(leg, again.value) ?? cutOff(leg, again.value)) : again;
  }

  return {
    async list() {
      const last = await link.request((client) => client.asterisk.getGlobalVar({ variable: LAST_NOTE }));
      if (!last.ok) return last;
      if (last.value.value === emptyAt) return ok([]);
      const keys = await db.keys('vigie-fallback');
      if (!keys.ok) return keys;
      emptyAt = keys.value.length === 0 ? last.value.value : null;
      const records: FallbackRecord[] = [];
      for (const leg of keys.value) {
        const note = await db.read('vigie-fallback', leg);
        if (!note.ok) return note;
        const record = await recordOf(leg, note.value);
        if (!record.ok) return record;
        if (record.value) records.push(record.value);
      }
      return ok(records);
    },
    async has(leg) {
      // The dialplan writes its first note a moment after it has taken the caller.
      for (let look = 0; look < MOST_LOOKS; look += 1) {
        const channel = await link.request((client) => client.channels.get({ channelId: leg }));
        const note = await db.read('vigie-fallback', leg);
        if (note.ok && note.value !== '') return true;
        if (!channel.ok || !note.ok) return false;
        await new Promise<void>((resolve) => {
          clock.at(clock.now() + LOOK_AGAIN_SECONDS * SECOND, resolve);
        });
      }
      return false;
    },
    async forget(leg) {
      const gone = await db.remove('vigie-fallback', leg);
      return gone.ok ? ok(undefined) : gone;
    },
  };
}

/** Null for a note of a call that goes on. */
function readNote(leg: string, note: string): FallbackRecord | null {
  const fields = note.split('|');
  const [state, , , , , , by = '', talkSeconds = '', recording = ''] = fields;
  const end = endOf(state ?? '', by, Number(talkSeconds), recording);
  return end && { ...factsOf(leg, fields), end };
}

/** Asterisk died, or lost the channel, before it could write how the call ended; a message it began may be there. */
function cutOff(leg: string, note: string): FallbackRecord {
  const fields = note.split('|');
  const recording = fields[8] ?? '';
  return {
    ...factsOf(leg, fields),
    end: recording === '' ? { kind: 'cut-off' } : { kind: 'message', recording },
  };
}

function factsOf(leg: string, fields: readonly string[]): Omit<FallbackRecord, 'end'> {
  const [, since = '', now = '', dialled = '', caller = '', why = '', , , , mark] = fields;
  return {
    leg,
    startedAt: Number(since) * SECOND,
    endedAt: Number(now) * SECOND,
    dialled,
    callerNumber: caller === '' ? null : caller,
    why: FALLBACK_REASONS.find((reason) => reason === why) ?? 'no-proof',
    isTest: mark === 'test',
  };
}

function endOf(state: string, by: string, talkSeconds: number, recording: string): FallbackEnd | null {
  switch (state) {
    case 'answered':
      return { kind: 'answered', target: plainTarget(by), talkSeconds };
    case 'message':
      return { kind: 'message', recording };
    case 'left':
    case 'given-up':
      return { kind: state };
    default:
      return null;
  }
}

/** `PJSIP/+33612345678@my-trunk` or `Local/0612345678@from-internal/n` as people read it. */
function plainTarget(dialString: string): string {
  return dialString.replace(/^(PJSIP|Local)\//, '').replace(/@.*$/, '');
}
