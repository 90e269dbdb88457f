import { createCallWork } from '../../src/database/labour/call-work-reader.ts';
import {
  createInterventionReader,
  createInterventionRecord,
} from '../../src/database/labour/intervention-record-store.ts';
import { createLabourSettings } from '../../src/database/labour/labour-settings-store.ts';
import { createLabourSources } from '../../src/database/labour/labour-sources-store.ts';
import { collect } from '../../src/labour/collect-interventions.ts';
import type { Instant } from '../../src/runtime/instant.ts';
import type { OpenSite } from '../web/open-site.ts';
import { seedCall } from '../web/seed-calls.ts';

/** Interventions on a site's database, taken in by hand instead of every few seconds. */
export function labourOf({ db, clock }: Pick<OpenSite, 'db' | 'clock'>) {
  const record = createInterventionRecord(db);
  const sources = createLabourSources(db);
  const work = createCallWork(db);
  let told = 0;
  return {
    record,
    sources,
    work,
    settings: createLabourSettings(db),
    reader: createInterventionReader(db),
    told: () => told,
    /** A call that Otto takes 39 seconds after it comes in, and talks for 175 seconds. */
    async takenByOtto(id: string, at: Instant): Promise<void> {
      await seedCall(db, { id, at, outcome: 'accepted' });
    },
    async collect() {
      const found = await work.unrecorded(clock.now() - 40 * 24 * 3_600_000, 100);
      const taken = [];
      for (const one of found)
        taken.push(await collect({ record, sources, clock, onDomainEvent: () => (told += 1) }, one));
      return taken;
    },
    domainEvents: async () =>
      (
        await db
          .selectFrom('domain_events')
          .select(['kind', 'details'])
          .where('kind', '=', 'rest-due')
          .execute()
      ).map(({ details }) => JSON.parse(details)),
  };
}
