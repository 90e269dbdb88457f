import type { LinkReport } from '../asterisk/ari-link.ts';

/** Something that lives as long as the service. Each member is optional: a part says only what concerns it. */
export interface Part {
  /** Once, before calls can come in. */
  readonly start?: () => unknown;
  /** Asterisk is in reach, for the first time or again. */
  readonly onConnected?: () => unknown;
  /** Calls can come in: the dialplan has seen a proof of life. */
  readonly onProved?: () => unknown;
  /** Asterisk is out of reach. */
  readonly onLost?: (report: LinkReport) => unknown;
  /** Resolves when nothing of it runs any more. */
  readonly stop?: () => unknown;
}

/** Parts that stop together. What stands first is needed by what follows. */
export type Parts = readonly (readonly Part[])[];

/** Tells all parts, in their order, or in the opposite one where something ends. */
export function notifyParts(parts: Parts) {
  // Parts may still be added until they are started.
  const inOrder = () => parts.flat();
  return {
    async start(): Promise<void> {
      for (const part of inOrder()) await part.start?.();
    },
    connected(): void {
      for (const part of inOrder()) part.onConnected?.();
    },
    proved(): void {
      for (const part of inOrder()) part.onProved?.();
    },
    lost(report: LinkReport): void {
      for (const part of inOrder().toReversed()) part.onLost?.(report);
    },
    /** Once `deadline` has passed, the rest is told to stop and no longer waited for; but the first group always is. */
    async stop(deadline: Promise<unknown>): Promise<void> {
      const [ground = [], ...above] = parts;
      for (const group of above.toReversed())
        await Promise.race([Promise.all(group.map((part) => part.stop?.())), deadline]);
      await Promise.all(ground.map((part) => part.stop?.()));
    },
  };
}

/** Works from when calls can come in until Asterisk is out of reach. */
export function whileProved(work: { begin(): unknown; end(): unknown }): Part {
  return { onProved: () => work.begin(), onLost: () => work.end(), stop: () => work.end() };
}
