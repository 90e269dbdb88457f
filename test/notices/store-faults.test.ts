import { describe, expect, it } from 'vitest';
import { createAbsenceCalendarStore } from '../../src/database/planning/absence-calendar-store.ts';
import { createRetention } from '../../src/database/upkeep/retention.ts';
import { followCalendar, refreshCalendars } from '../../src/planning/absence-calendars/import-absences.ts';
import { onceStored } from '../../src/runtime/once-stored.ts';
import { ok } from '../../src/runtime/result.ts';
import { STORE_FAULTS } from '../database/store-faults.ts';
import { AUTHOR, house } from './notifier-fixture.ts';
import type { ToldSender } from './outbox-fixture.ts';

const FAULTS = ['locked', 'full'] as const;
const CALLS = 40;
const EVENING = '2026-11-25 21:00';

describe.each(FAULTS)('while the database is %s for a minute', (fault) => {
  it('what recurs waits and says so, nothing ends, and all of it is told afterwards', async () => {
    const at = await house(EVENING);
    await at.begin();
    at.mail.letters.length = 0;
    // Telling all of them takes more than the pages that are there have room for.
    for (let nth = 1; nth <= CALLS; nth += 1)
      await at.call(`c${nth}`, [{ kind: 'call-ended', outcome: 'caller-hung-up' }]);
    const end = await STORE_FAULTS[fault](at.db, at.path);
    for (let second = 0; second < 60; second += 1) {
      at.poke();
      await at.settle();
      at.clock.pass(1_000);
    }
    expect(at.log()).toContain('the database cannot be used now; it is tried again');
    expect(missedCallsTold(at).length).toBeLessThan(CALLS);
    await end();
    for (let second = 0; second < 120 && missedCallsTold(at).length < CALLS; second += 1) {
      at.clock.pass(1_000);
      await at.settle();
    }
    expect(new Set(missedCallsTold(at)).size).toBe(CALLS);
    expect(at.log()).toContain('the database can be used again');
  });

  it.each(
    [1, 60].flatMap((seconds) =>
      ['retention', 'calendars of absences', 'summary of the day'].map((name) => ({ name, seconds })),
    ),
  )(
    '$name, due by the calendar while it lasts $seconds s, is done when it can be',
    async ({ name, seconds }) => {
      const at = await house(EVENING);
      const now = at.clock.now();
      const calendars = {
        store: createAbsenceCalendarStore(at.db),
        read: async () => ok({ absences: [], skipped: {}, leftOut: [] }),
        fetch: async () =>
          ok({
            kind: 'text',
            text: '',
            validators: { etag: 'x'.repeat(9_000), lastModified: null },
          } as const),
        now: () => at.clock.now(),
      };
      await followCalendar(
        calendars,
        { personId: 'bob', address: 'https://example.org/', timeZone: 'UTC' },
        AUTHOR,
      );
      const works: Readonly<Record<string, () => Promise<unknown>>> = {
        retention: () =>
          createRetention(at.db).erase(now, { keepMessagesDays: 90, keepNoticesDays: 365 } as never),
        'calendars of absences': () => refreshCalendars(calendars, () => undefined),
        'summary of the day': () => at.domainEvents.write({ kind: 'duty-summary-day' }, now),
      };
      const end = await STORE_FAULTS[fault](at.db, at.path);
      let isDone = false;
      const common = { clock: at.clock, log: at.logger };
      const done = onceStored(
        common,
        name,
        works[name] ?? (async () => undefined),
        new AbortController().signal,
      );
      done.then(() => {
        isDone = true;
      });
      for (let second = 0; second < seconds && !isDone; second += 1) {
        await at.settle();
        at.clock.pass(1_000);
      }
      if (fault === 'locked') expect(isDone).toBe(false);
      await end();
      for (let second = 0; second < 12 && !isDone; second += 1) {
        at.clock.pass(1_000);
        await at.settle();
      }
      expect(isDone).toBe(true);
    },
  );
});

/** By the names of the mails: one a notice. */
function missedCallsTold({ mail }: { readonly mail: ToldSender }): readonly string[] {
  return mail.letters.filter(({ subject }) => subject.includes('manqué')).map(({ name }) => name);
}
