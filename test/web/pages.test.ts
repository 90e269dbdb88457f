import { describe, expect, it } from 'vitest';
import { openSite } from './open-site.ts';
import { textOf } from './visitor.ts';

const PAGES = [
  '/now',
  '/now/duty',
  '/wall',
  '/calls',
  '/people',
  '/people/new',
  '/people/mia',
  '/people/mia/delete',
  '/teams',
  '/teams/new',
  '/teams/north',
  '/hotlines',
  '/hotlines/new',
  '/hotlines/support',
  '/escalation/new',
  '/escalation/chain',
  '/settings',
  '/settings/audit',
  '/account',
];

describe('every page', () => {
  it('is shown to an administrator, in both languages, with nothing left out', async () => {
    const site = await openSite();
    const ada = await site.as('ada');
    for (const language of ['en', 'fr']) {
      await site.dependencies.accounts.setPreferences('ada', {
        language: language as 'en' | 'fr',
        theme: 'system',
      });
      for (const page of PAGES) {
        const answer = await ada.get(page);
        expect(answer.status, `${page}: ${answer.body.slice(0, 600)} ${site.log()}`).toBe(200);
        expect(textOf(answer.body), page).not.toMatch(/undefined|\[object|\bNaN\b|=>/);
      }
    }
  });
});
