/**
 * Work on one thing is done in the order it was asked for; work on different things does not wait for each other.
 * A request that hangs on one leg never holds up the caller or another leg.
 */
export class OrderedWork {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #crash: (error: unknown) => void;

  /** `crash` gets what `work` throws: a bug, for expected failures are values. */
  constructor(crash: (error: unknown) => void) {
    this.#crash = crash;
  }

  /** Does `work` once everything asked before for any of `things` is done. */
  add(things: readonly string[], work: () => Promise<void>): void {
    const before = things.map((thing) => this.#tails.get(thing));
    const done = Promise.all(before).then(work).catch(this.#crash);
    for (const thing of things) this.#tails.set(thing, done);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#tails.values());
  }
}
