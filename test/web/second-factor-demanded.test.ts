import { Secret, TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { openSite, PASSWORD } from './open-site.ts';
import { textOf } from './visitor.ts';

it('a role that must have a second factor reaches its own account alone until it has one, and keeps it', async () => {
  const site = await openSite({ secondFactorFor: ['supervisor'] });
  const sam = await site.as('sam');
  expect((await sam.get('/people')).to).toBe('/account?done=factor-needed');
  expect((await sam.send('/people/mia/absences', {}, '/account')).status).toBe(403);
  expect(textOf((await sam.get('/account?done=factor-needed')).body)).toContain(
    'Your role asks for a second factor',
  );
  expect((await (await site.as('mia')).get('/people')).status).toBe(200);

  const begun = (await sam.send('/account/factor', {}, '/account')).body;
  const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(begun)?.[1] ?? '';
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.clock.now() });
  await sam.send('/account/factor/on', { secret, code, current: PASSWORD }, '/account');
  expect((await sam.get('/people')).status).toBe(200);
  expect((await sam.send('/account/factor/off', { current: PASSWORD }, '/account')).status).toBe(422);
  expect((await sam.get('/people')).status).toBe(200);
});
