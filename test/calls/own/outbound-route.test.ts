import { expect, it } from 'vitest';
import { outboundRoute } from '../../../src/calls/own/outbound-route.ts';
import { createConfigurationStore } from '../../../src/database/configuration/configuration-store.ts';
import { createDirectory } from '../../../src/database/configuration/directory.ts';
import { createScheduleStore } from '../../../src/database/planning/schedule-store.ts';
import { temporaryDatabase } from '../../database/temporary-database.ts';
import { imported } from '../../planning/plan.ts';

const FILE = `
people:
  ann: { name: Ann, contacts: [{ phone: 06 12 34 56 78 }] }
  bob: { name: Bob, contacts: [{ phone: 06 12 34 56 79 }] }
  cat: { name: Cat, contacts: [{ phone: 06 12 34 56 70 }] }
  dan: { name: Dan, contacts: [{ phone: 06 12 34 56 71 }] }
teams:
  night: { name: Night, members: [cat] }
schedules:
  primary: { name: Primary, timeZone: UTC, shifts: [{ person: bob, start: 2027-01-01 08:00, end: 2027-01-02 08:00 }] }
policies:
  a: { name: A, steps: [{ ring: [{ person: ann }] }] }
  b: { name: B, steps: [{ ring: [{ schedule: primary }] }] }
  c: { name: C, steps: [{ ring: [{ team: night }] }] }
hotlines:
  a: { name: A, language: en, numbers: ["4001"], policy: a, trunk: one }
  b: { name: B, language: en, numbers: ["4002"], policy: b, trunk: two }
  c: { name: C, language: en, numbers: ["4003"], policy: c, trunk: three }
`;

it('a mobile is tried by the trunk that calls would take to it; by the first, when none would', async () => {
  const { db } = await temporaryDatabase();
  const sources = { directory: createDirectory(db), schedules: createScheduleStore(db) };
  expect(await outboundRoute(sources, 'ann', Date.UTC(2026, 10, 25))).toBeNull();
  const done = await imported(createConfigurationStore(db), FILE);
  if ('problems' in done) throw new Error(done.problems.join('\n'));
  const trunks = ['ann', 'bob', 'cat', 'dan'].map(
    async (id) => (await outboundRoute(sources, id, Date.UTC(2026, 10, 25)))?.trunk,
  );
  expect(await Promise.all(trunks)).toEqual(['one', 'two', 'three', 'one']);
});
