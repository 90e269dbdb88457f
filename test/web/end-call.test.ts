import { describe, expect, it } from 'vitest';
import { createAuditLog } from '../../src/database/accounts/audit-store.ts';
import { NOON, openSite } from './open-site.ts';
import { seedCall } from './seed-calls.ts';
import { textOf } from './visitor.ts';

async function site(outcome: 'accepted' | null, isGoingOn = true) {
  const ended: string[][] = [];
  const opened = await openSite({
    endLive: (callId, by) => {
      ended.push([callId, by]);
      return isGoingOn;
    },
  });
  await seedCall(opened.db, { id: 'c1', at: NOON - 60_000, outcome });
  return { ...opened, ended, audit: createAuditLog(opened.db) };
}

describe('ending a call from its page', () => {
  it('asks first, then ends it, and the audit says who', async () => {
    const { as, ended, audit } = await site(null);
    const ada = await as('ada');
    expect((await ada.get('/calls/c1')).body).toContain('/calls/c1/end');
    expect(textOf((await ada.get('/calls/c1/end')).body)).toContain('Both sides are hung up at once');
    expect(ended).toEqual([]);
    const sent = await ada.send('/calls/c1/end', {}, '/calls/c1/end');
    expect(sent.to).toContain('/calls/c1');
    expect(ended).toEqual([['c1', 'Ada Morel']]);
    const [entry] = await audit.list({ subjectKind: 'calls', limit: 1 });
    expect(entry).toMatchObject({ subjectId: 'c1', action: 'ended', actor: 'Ada Morel' });
  });

  it('does nothing to one that is over', async () => {
    const { as, ended } = await site('accepted');
    const ada = await as('ada');
    expect((await ada.get('/calls/c1')).body).not.toContain('/calls/c1/end');
    expect((await ada.get('/calls/c1/end')).status).toBe(303);
    await ada.send('/calls/c1/end', {}, '/calls/c1');
    expect(ended).toEqual([]);
  });
});
