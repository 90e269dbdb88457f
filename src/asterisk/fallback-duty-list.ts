import type { DutyEntry, DutyList, DutyPage } from '../calls/fallback/duty-list.ts';
import type { FallbackDutyList } from '../calls/fallback/refresh-duty-list.ts';
import type { Done } from '../calls/telephony.ts';
import type { NumberingPlan } from '../domain/phone-number.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Instant, SECOND } from '../runtime/instant.ts';
import { fail, ok } from '../runtime/result.ts';
import type { AstDb } from './ast-db.ts';
import { dialStrings } from './dial-string.ts';

type CountryCode = NumberingPlan['homeCountry'];

/** What an extension of `[vigie]` can be; a hotline's other numbers never come in there. */
const DIALPLAN_NUMBER = /^[+0-9]+$/;

/**
 * The duty list of the fallback in Asterisk's own database: one key for each form of each hotline's numbers. `owner` names the
 * database that it follows: what another one's Vigie wrote stays, until its time is over.
 */
export function createFallbackDutyList(
  db: AstDb,
  owner: string,
  home: CountryCode,
  clock: Pick<Clock, 'now'>,
): FallbackDutyList {
  /** What the list says, as read back; null while that is not known. */
  let known: Map<string, string> | null = null;

  async function readAll(): Promise<Map<string, string> | string> {
    const keys = await db.keys('vigie');
    if (!keys.ok) return keys.error.detail;
    const all = new Map<string, string>();
    for (const key of keys.value) {
      const value = await db.read('vigie', key);
      if (!value.ok) return value.error.detail;
      all.set(key, value.value);
    }
    return all;
  }

  async function write(said: Map<string, string>, key: string, value: string): Promise<string | null> {
    const written = await db.write('vigie', key, value);
    if (!written.ok) return `${key}: ${written.error.detail}`;
    said.set(key, written.value);
    return written.value === value ? null : `${key}: was to be "${value}", but is "${written.value}"`;
  }

  async function remove(said: Map<string, string>, key: string): Promise<string | null> {
    const removed = await db.remove('vigie', key);
    if (!removed.ok) return `${key}: ${removed.error.detail}`;
    if (removed.value !== '') return `${key}: was to be removed, but is "${removed.value}"`;
    said.delete(key);
    return null;
  }

  return {
    async say(lists): Promise<Done> {
      const said = known ?? (await readAll());
      if (typeof said === 'string')
        return fail({ kind: 'unavailable', detail: `it cannot be read: ${said}` });
      known = said;
      const wanted = valuesByNumber(lists, owner, home);
      const problems: string[] = [];
      for (const [key, value] of wanted) {
        if (said.get(key) !== value) problems.push((await write(said, key, value)) ?? '');
      }
      for (const key of [...said.keys()]) {
        if (wanted.has(key) || !mayGo(said.get(key) ?? '', owner, clock.now())) continue;
        problems.push((await remove(said, key)) ?? '');
      }
      const detail = problems.filter((problem) => problem !== '').join('; ');
      return detail === '' ? ok(undefined) : fail({ kind: 'refused', detail });
    },
    doubt() {
      known = null;
    },
  };
}

function valuesByNumber(
  lists: readonly DutyList[],
  owner: string,
  home: CountryCode,
): ReadonlyMap<string, string> {
  return new Map(
    lists.flatMap((list) => {
      const value = [...list.pages.map((page) => pageText(list, page, home)), ownerPage(owner)].join('!');
      return list.dialledAs
        .filter((number) => DIALPLAN_NUMBER.test(number))
        .map((number) => [number, value] as const);
    }),
  );
}

/** The dial strings that the dialplan would ring for a number now, as it reads them itself; a text says why none. */
export async function dialledByFallback(
  db: Pick<AstDb, 'read'>,
  dialledAs: readonly string[],
  now: Instant,
): Promise<{ readonly seen: string } | { readonly problem: string }> {
  for (const number of dialledAs.filter((form) => DIALPLAN_NUMBER.test(form))) {
    const value = await db.read('vigie', number);
    if (!value.ok) return { problem: value.error.detail };
    const page = value.value.split('!').find((one) => Number.parseInt(one, 10) * SECOND > now);
    const dialled = (page ?? '')
      .split('|')
      .slice(1)
      .map((entry) => entry.split(':')[2]);
    if (dialled.length === 0) return { problem: `vigie/${number}` };
    return { seen: dialled.join(', ') };
  }
  return { problem: '' };
}

/** A page that is over, which the dialplan passes by. */
function ownerPage(owner: string): string {
  return `0|${owner}`;
}

/** Ours, or of no more use to anybody. */
function mayGo(value: string, owner: string, now: Instant): boolean {
  const pages = value.split('!');
  return (
    pages.at(-1) === ownerPage(owner) || pages.every((page) => Number.parseInt(page, 10) * SECOND <= now)
  );
}

/**
 * `until|seconds:shown:dial string:language:dial string…|…`, pages joined by `!`: separators that no dial string of ours
 * holds and that dialplan does not read as syntax. `until` is in seconds; `shown` is the caller ID to present, empty for
 * the caller's; `language` that in which a key is asked for, empty for none; what follows is dialled when the trunk
 * before it cannot carry the call.
 */
function pageText(list: DutyList, { until, entries }: DutyPage, home: CountryCode): string {
  return [Math.floor(until / SECOND), ...entries.flatMap((entry) => entryText(list, entry, home))].join('|');
}

function entryText(
  { trunks, callerId }: DutyList,
  { target, ringSeconds, asksIn }: DutyEntry,
  home: CountryCode,
): readonly string[] {
  const [first, ...others] = dialStrings(target, trunks, home);
  if (first === undefined) return [];
  const shown = target.kind === 'phone' ? (callerId ?? '') : '';
  return [[ringSeconds, shown, first, asksIn ?? '', ...others].join(':')];
}
