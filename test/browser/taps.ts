import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * How long people take, by the keystroke-level model of Card, Moran and Newell (1980): to point at something and press
 * it, to decide to, and to press a key.
 */
const POINTING_SECONDS = 1.1;
const THINKING_SECONDS = 1.35;
const KEY_SECONDS = 0.28;

interface Pressed {
  readonly taps: number;
  /** Characters that were typed. */
  readonly keys: number;
  /** Fields that were typed into. */
  readonly fields: number;
}

/** Something that people do on the pages, from its beginning on. */
export interface Job {
  /** Says in how many taps and how much time it was done, and fails above so many taps. */
  took(job: string, most: number): Promise<void>;
}

/** Counts what is pressed and typed on all pages of a visit; to be asked for before the first of them. */
export async function watchTaps(page: Page): Promise<void> {
  await page.addInitScript(`
    const add = (what, more) =>
      sessionStorage.setItem(what, Number(sessionStorage.getItem(what)) + more);
    addEventListener('click', ({ isTrusted, detail }) => {
      // A label's own click is passed on to its field, without a finger.
      if (isTrusted && detail > 0) add('taps', 1);
    }, true);
    const lengths = new WeakMap();
    addEventListener('input', ({ target }) => {
      if (!target.matches('input:not([type=checkbox], [type=radio]), textarea')) return;
      if (!lengths.has(target)) add('fields', 1);
      add('keys', Math.abs(target.value.length - (lengths.get(target) ?? 0)));
      lengths.set(target, target.value.length);
    }, true);
  `);
}

/** Counts from here on. */
export async function begin(page: Page): Promise<Job> {
  const [before, beganAt] = [await pressedOn(page), performance.now()];
  return {
    async took(job, most) {
      const now = await pressedOn(page);
      const seconds = (performance.now() - beganAt) / 1000;
      const taps = now.taps - before.taps;
      const byHand =
        seconds +
        taps * (POINTING_SECONDS + THINKING_SECONDS) +
        (now.fields - before.fields) * THINKING_SECONDS +
        (now.keys - before.keys) * KEY_SECONDS;
      console.log(
        `${job}: ${taps} taps, ${seconds.toFixed(1)} s by a machine, ${byHand.toFixed(0)} s at a person’s pace`,
      );
      expect(taps).toBeLessThanOrEqual(most);
    },
  };
}

function pressedOn(page: Page): Promise<Pressed> {
  return page.evaluate(`(() => {
    const of = (what) => Number(sessionStorage.getItem(what) ?? 0);
    return { taps: of('taps'), keys: of('keys'), fields: of('fields') };
  })()`);
}
