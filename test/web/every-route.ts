import { createInterventionRecord } from '../../src/database/labour/intervention-record-store.ts';
import type { Route } from '../../src/web/gate.ts';
import { NOON, type OpenSite, openSite } from './open-site.ts';
import { seedCall, seedTask, wav } from './seed-calls.ts';

/** With a call that rang Mia and left a message, which is a task. */
export async function house(): Promise<OpenSite> {
  const opened = await openSite();
  const call = { id: 'c1', at: NOON - 60_000, outcome: 'voicemail' } as const;
  await seedCall(opened.db, { ...call, message: wav(1) });
  await seedTask(opened, call);
  await createInterventionRecord(opened.db, () => 'i1').open(
    'mia',
    { kind: 'begun', startAt: NOON - 3_600_000 },
    { at: NOON - 3_600_000, by: 'mia' },
  );
  return opened;
}

/** An address of the route, of what stands in the house. */
export function addressOf(route: Route): string {
  return route.path
    .replace(':call', 'c1')
    .replace(':recording', 'rec-c1')
    .replace(':notice', '1')
    .replace(':kind', 'missed-call')
    .replace(':language', 'fr')
    .replace(':person', 'mia')
    .replace(':team', 'north')
    .replace(':hotline', 'support')
    .replace(':trunk', 'operator')
    .replace(':schedule', 'primary')
    .replace(':draft', '1')
    .replace(':swap', '1')
    .replace(':round', '1')
    .replace(':task', '1')
    .replace(':publication', '1')
    .replace(':intervention', 'i1')
    .replace(':month', '2026-11')
    .replace(':statement', '1')
    .replace(':audience', 'staff')
    .replace(':late', '1')
    .replace(':policy', 'chain')
    .replace('reception/:file', 'reception/reached.csv')
    .replace('chain/:file', 'chain/steps.csv')
    .replace('people/:file', 'people/people.csv')
    .replace('afterwards/:file', 'afterwards/tasks.csv')
    .replace(/:(token|session|passkey)/, 'x');
}
