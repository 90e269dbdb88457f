import { expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { hotlinesServedBy, hotlinesSupervisedBy } from '../../src/planning/who-serves.ts';
import { NOON, openSite } from '../web/open-site.ts';

const HOUSE = `
people:
  named: { name: Named, languages: [en], contacts: [{ extension: 201 }] }
  member: { name: Member, languages: [en], contacts: [{ extension: 202 }] }
  planned: { name: Planned, languages: [en], contacts: [{ extension: 203 }] }
  past: { name: Past, languages: [en], contacts: [{ extension: 204 }] }
  turn: { name: SlotPattern, languages: [en], contacts: [{ extension: 205 }] }
  stand-in: { name: Stand-in, languages: [en], contacts: [{ extension: 206 }] }
  nobodys: { name: Nobody's, languages: [en], contacts: [{ extension: 207 }] }
teams:
  north: { name: North, members: [member] }
schedules:
  days:
    name: Days
    timeZone: UTC
    shifts: [{ person: planned, start: 2026-12-01 08:00, end: 2026-12-02 08:00 }, { person: past, start: 2026-01-01 08:00, end: 2026-01-02 08:00 }]
    rotations: [{ id: weekly, name: Weekly, participants: [turn], turn: 1 week, handoff: mon 08:00, start: 2026-11-02 }]
    overrides: [{ person: stand-in, replaces: nobody, start: 2026-12-01 08:00, end: 2026-12-02 08:00 }]
policies:
  day: { name: Day, steps: [{ ring: [{ person: named }] }, { ring: [{ schedule: days }] }] }
  night: { name: Night, steps: [{ ring: [{ team: north }] }] }
hotlines:
  open: { name: Open, language: en, numbers: ["4000"], policy: day, branches: [{ name: Night, window: weekends, policy: night }] }
  other: { name: Other, language: en, numbers: ["4001"], policy: night }
`;

it('a hotline is served by everybody whom it may ring: named, of a team, or on a schedule, now or to come', async () => {
  const { dependencies } = await openSite({ household: HOUSE, accounts: [] });
  const served = async (id: string) => [
    ...(await hotlinesServedBy(id, dependencies.reader, dependencies.schedules, NOON)),
  ];
  expect(await served('named')).toEqual(['open']);
  expect(await served('member')).toEqual(['open', 'other']);
  expect(await served('planned')).toEqual(['open']);
  expect(await served('turn')).toEqual(['open']);
  expect(await served('stand-in')).toEqual(['open']);
  expect(await served('past')).toEqual([]);
  expect(await served('nobodys')).toEqual([]);
});

it('a hotline is in the care of supervisors of its people’s teams; without any, of every supervisor', () => {
  const person = (id: string, role: 'supervisor' | 'member') =>
    [id, { id, role }] as unknown as [string, Person];
  const people = new Map([
    person('sam', 'supervisor'),
    person('nora', 'supervisor'),
    person('mia', 'member'),
    person('otto', 'member'),
    person('lea', 'member'),
  ]);
  const team = (id: string, memberIds: readonly string[]) => [id, { id, name: id, memberIds }] as const;
  const teams = new Map([
    team('north', ['sam', 'mia']),
    team('south', ['nora', 'otto']),
    team('east', ['lea']),
  ]);
  const serving = new Map([
    ['northern', new Set(['mia'])],
    ['both', new Set(['mia', 'otto'])],
    ['eastern', new Set(['lea'])],
    ['nobodys', new Set<string>()],
  ]);
  const ofSam = [...hotlinesSupervisedBy('sam', serving, people, teams)];
  expect(ofSam).toEqual(['northern', 'both', 'eastern', 'nobodys']);
  expect([...hotlinesSupervisedBy('nora', serving, people, teams)]).toEqual(['both', 'eastern', 'nobodys']);
});

it('a schedule that is gone gives a hotline nobody', async () => {
  const { dependencies } = await openSite({ household: HOUSE, accounts: [] });
  const schedules = { ...dependencies.schedules, schedule: async () => null };
  expect([...(await hotlinesServedBy('planned', dependencies.reader, schedules, NOON))]).toEqual([]);
  expect([...(await hotlinesServedBy('named', dependencies.reader, schedules, NOON))]).toEqual(['open']);
});
