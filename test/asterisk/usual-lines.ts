import { usualTrunk } from '../../src/domain/trunk.ts';
import { systemClock } from '../../src/runtime/clock.ts';

/** Outside numbers are dialled by the trunk that is named, in the usual way; each extension has one phone. */
export const USUAL_LINES = {
  lines: { home: 'FR', trunks: async (named: Parameters<typeof usualTrunk>[0]) => [usualTrunk(named)] },
  phones: { contacts: async () => [], keyMode: async () => null },
  clock: systemClock,
} as const;
