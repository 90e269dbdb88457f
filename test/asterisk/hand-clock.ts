import type { Clock } from '../../src/runtime/clock.ts';
import type { Instant } from '../../src/runtime/instant.ts';

/** Time that passes only when told to: five seconds of silence or an hour's outage take no time to test. */
export class HandClock implements Clock {
  private nowAt: Instant = Date.UTC(2026, 0, 1);
  private readonly timers = new Set<{ at: Instant; action: () => void }>();

  now(): Instant {
    return this.nowAt;
  }

  at(at: Instant, action: () => void): { cancel(): void } {
    const timer = { at, action };
    this.timers.add(timer);
    return { cancel: () => void this.timers.delete(timer) };
  }

  /** How long until the next thing is due, in milliseconds; null when nothing is. */
  nextInMs(): number | null {
    const next = Math.min(...[...this.timers].map((timer) => timer.at));
    return Number.isFinite(next) ? next - this.nowAt : null;
  }

  pass(milliseconds: number): void {
    this.nowAt += milliseconds;
    for (const timer of [...this.timers]) {
      if (timer.at <= this.nowAt && this.timers.delete(timer)) timer.action();
    }
  }
}
