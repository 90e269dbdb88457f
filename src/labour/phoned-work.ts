import type { Instant } from '../runtime/instant.ts';
import { restEventOf } from './collect-interventions.ts';
import type { InterventionRecord } from './intervention-record.ts';
import { type LabourSources, readRules } from './labour-sources.ts';

/** Interventions that their person begins and finishes by telephone: the same entries as on the page. */
export function createPhonedWork(
  record: InterventionRecord,
  sources: LabourSources,
  onDomainEvent: () => void,
) {
  const zoneOf = async (personId: string) => (await readRules(sources))(personId).team.timeZone;
  const runningOf = async (personId: string) =>
    (await sources.interventions.list({ personIds: [personId], states: ['running'], limit: 1 }))[0] ?? null;

  return {
    async running(personId: string) {
      const one = await runningOf(personId);
      return one && { at: one.startAt, timeZone: await zoneOf(personId) };
    },
    async begin(personId: string, now: Instant) {
      const goesOn = await runningOf(personId);
      if (!goesOn) await record.open(personId, { kind: 'begun', startAt: now }, { at: now, by: personId });
      return { at: goesOn?.startAt ?? now, timeZone: await zoneOf(personId) };
    },
    async finish(personId: string, now: Instant) {
      const one = await runningOf(personId);
      if (!one) return null;
      const event = await restEventOf(sources, { ...one, endAt: now });
      const entered = { at: now, by: personId };
      const done = await record.add(one.id, { kind: 'finished', endAt: now }, entered, event);
      if (event !== null) onDomainEvent();
      return done.ok ? { workId: one.id, at: { at: now, timeZone: await zoneOf(personId) } } : null;
    },
    async describe(personId: string, workId: string, travelMinutes: number, now: Instant) {
      const place = travelMinutes === 0 ? 'remote' : 'on-site';
      const event = { kind: 'described', place, travelMinutes } as const;
      return (await record.add(workId, event, { at: now, by: personId })).ok;
    },
  };
}
