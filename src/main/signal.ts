import type { Clock } from '../runtime/clock.ts';

/** Says that something has happened to whoever listens by then. */
export interface Signal {
  raise(): void;
  listen(action: () => void): void;
}

/** A signal that is raised many times within `milliseconds` is heard once. */
export function createSignal(clock: Clock, milliseconds: number): Signal {
  const actions: (() => void)[] = [];
  let isRaised = false;
  return {
    raise() {
      if (isRaised) return;
      isRaised = true;
      clock.at(clock.now() + milliseconds, () => {
        isRaised = false;
        for (const action of actions) action();
      });
    },
    listen: (action) => void actions.push(action),
  };
}
