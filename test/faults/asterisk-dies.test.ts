import { describe, expect, it } from 'vitest';
import { answers, presses } from '../../trial/phones/behaviour.ts';
import { waitUntil } from '../../trial/wait-until.ts';
import { onlyInWholeSuite, STATES, scene } from './scene.ts';

describe('Asterisk is killed and starts again', () => {
  it.for(STATES)(
    'while %s: the call is closed, and the next one gets in',
    { timeout: 300_000 },
    async (state, context) => {
      if (state !== 'ringing') onlyInWholeSuite(context);
      const { on, vigie, ...here } = await scene({ state });
      const from = vigie.log().length;
      await on.pbx.crash();
      await on.pbx.startAgain();
      await waitUntil(
        'Vigie is back',
        () => vigie.log().slice(from).includes('connected to Asterisk'),
        40_000,
      );
      const outcome = await here.outcome();
      const heardOfIt = { talking: 'accepted', recording: 'voicemail' } as const;
      const known: readonly string[] = [
        heardOfIt[state as keyof typeof heardOfIt] ?? 'caller-hung-up',
        'caller-hung-up',
      ];
      expect(known).toContain(outcome);

      await on.pbx.removePhones();
      await on.pbx.phone('202', answers({}, presses('1')));
      const next = await on.pbx.call('4000');
      await waitUntil('they are joined', async () => (await on.pbx.bridged()).length === 1, 60_000);
      await next.hangUp();
      await on.pbx.empty();
      await expect
        .poll(async () => (await on.all()).map((call) => call.outcome), { timeout: 60_000 })
        .toEqual(['accepted', outcome]);
    },
  );
});
