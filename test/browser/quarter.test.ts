import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { shiftsBetween } from '../../src/domain/schedule/shifts.ts';
import { type OpenSite, openSite } from '../web/open-site.ts';
import { choose, follow, pressOn, skipToContent, typeDay, visit } from './by-keyboard.ts';
import { openBrowser } from './chromium.ts';

const browser = await openBrowser();

/** Six people on call, and who plans for them; nothing is planned yet. */
const TOWN_HALL = `
people:
  sam: { name: Samuel Petit, role: supervisor, languages: [fr], contacts: [{ extension: 200 }] }
  alice: { name: Alice Martin, role: member, languages: [fr], contacts: [{ extension: 201 }] }
  bruno: { name: Bruno Leroy, role: member, languages: [fr], contacts: [{ extension: 202 }] }
  chloe: { name: Chloé Roux, role: member, languages: [fr], contacts: [{ extension: 203 }] }
  denis: { name: Denis Blanc, role: member, languages: [fr], contacts: [{ extension: 204 }] }
  elsa: { name: Elsa Morel, role: member, languages: [fr], contacts: [{ extension: 205 }] }
  farid: { name: Farid Haddad, role: member, languages: [fr], contacts: [{ extension: 206 }] }
teams:
  town: { name: Ville, members: [sam, alice, bruno, chloe, denis, elsa, farid] }
schedules:
  water: { name: Eau et voirie, timeZone: Europe/Paris, team: town, swapApproval: supervisor }
`;
const SIX: Readonly<Record<string, string>> = {
  alice: 'Alice Martin',
  bruno: 'Bruno Leroy',
  chloe: 'Chloé Roux',
  denis: 'Denis Blanc',
  elsa: 'Elsa Morel',
  farid: 'Farid Haddad',
};
const LEAVES = [
  { personId: 'alice', first: Date.UTC(2027, 0, 10, 23), last: Date.UTC(2027, 0, 24, 23) },
  { personId: 'denis', first: Date.UTC(2027, 1, 14, 23), last: Date.UTC(2027, 1, 28, 23) },
];

describe.skipIf(browser === null)('a supervisor with nothing but a keyboard', () => {
  afterAll(() => browser?.close());

  it('plans a quarter for six people, with two leaves and a swap, typing names and numbers only', {
    timeout: 120_000,
  }, async () => {
    const accounts = ['sam', 'alice', 'bruno', 'chloe', 'denis', 'elsa', 'farid'];
    const site = await openSite({ household: TOWN_HALL, accounts });
    const sam = await visit(browser, site, 'sam', '/now');

    await recordLeave(sam, 'Alice Martin', '2027-01-11', '2027-01-24');
    await recordLeave(sam, 'Denis Blanc', '2027-02-15', '2027-02-28');

    await follow(sam, 'Planning', 'Planning');
    await skipToContent(sam);
    await follow(sam, 'Eau et voirie', 'Eau et voirie');
    await skipToContent(sam);
    await follow(sam, 'Proposer un planning', 'Proposer un planning');
    await skipToContent(sam);
    await typeDay(sam, 'À partir du jour', '2027-01-04');
    await typeDay(sam, 'Jusqu’au jour', '2027-04-05');
    for (const name of Object.values(SIX)) await pressOn(sam, name, 'Space');
    await pressOn(sam, 'Proposer');
    await sam.getByText('Les 13 astreintes sont couvertes').waitFor();
    await skipToContent(sam);
    await pressOn(sam, 'Reprendre dans un brouillon');
    await sam.getByText('Créé.').waitFor();
    await skipToContent(sam);
    await pressOn(sam, 'Publier ce planning');
    await sam.getByText('Publié.').waitFor();
    const planned = await duties(site);
    expect(planned).toHaveLength(13);
    const times = Object.keys(SIX).map((id) => planned.filter(({ personId }) => personId === id).length);
    expect(times.toSorted()).toEqual([2, 2, 2, 2, 2, 3]);
    for (const { personId, first, last } of LEAVES)
      expect(
        planned.filter((one) => one.personId === personId && one.startAt < last && first < one.endAt),
      ).toEqual([]);

    // Whoever has the first week exchanges it for the second; the other agrees, and so does the supervisor.
    const [one, other] = planned;
    if (!one || !other) throw new Error('the first weeks are somebody’s');
    const giver = await visit(browser, site, one.personId, '/my');
    await skipToContent(giver);
    await pressOn(giver, /^Du lun\. 4 janv\. .*échanger/);
    await choose(giver, 'À qui', nameOf(other));
    await choose(giver, /^En échange de/, nameOf(other));
    await pressOn(giver, 'Proposer');
    await giver.getByText('Proposé.').waitFor();
    const taker = await visit(browser, site, other.personId, '/my');
    await skipToContent(taker);
    await pressOn(taker, 'Je la prends');
    await taker.getByText('Votre réponse est notée.').waitFor();
    await sam.goto(`${site.url}/now`);
    await follow(sam, 'Planning', 'Planning');
    await skipToContent(sam);
    await follow(sam, 'Échanges', 'Échanges');
    await skipToContent(sam);
    await pressOn(sam, 'Accepter');
    await sam.getByText('Votre réponse est notée.').waitFor();
    const agreed = await duties(site);
    expect(agreed.map(({ personId }) => personId)).toEqual([
      other.personId,
      one.personId,
      ...planned.slice(2).map(({ personId }) => personId),
    ]);
  });
});

async function recordLeave(page: Page, who: string, first: string, last: string): Promise<void> {
  await follow(page, 'Personnes', 'Personnes');
  await skipToContent(page);
  await follow(page, who, who);
  await skipToContent(page);
  await typeDay(page, 'Premier jour', first);
  await typeDay(page, 'Dernier jour', last);
  await pressOn(page, 'Noter l’absence');
  await page.getByText('Enregistré.').waitFor();
}

/** Who has which week, by what would ring. */
async function duties({ dependencies, clock }: OpenSite) {
  const schedule = await dependencies.schedules.schedule('water', clock.now());
  if (!schedule) throw new Error('there is no such planning');
  return shiftsBetween(schedule, clock.now(), clock.now() + 200 * 86_400_000);
}

function nameOf({ personId }: { readonly personId: string }): string {
  return SIX[personId] ?? personId;
}
