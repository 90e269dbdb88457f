import type { CallInput } from '../../domain/escalation/call-input.ts';
import type { Instant } from '../../runtime/instant.ts';

/** Something that the assumed world will do to the call. */
export interface Planned {
  readonly at: Instant;
  /** What it belongs to (`leg 3`, a play, `caller`): it does not come when that is gone before. */
  readonly of: string;
  readonly event: CallInput;
}

/** What is to come in a dry run: the earliest first, of two at once the one that was planned first. */
export class Agenda {
  #planned: Planned[] = [];

  plan(planned: Planned): void {
    const later = this.#planned.findIndex(({ at }) => at > planned.at);
    this.#planned.splice(later === -1 ? this.#planned.length : later, 0, planned);
  }

  cancel(of: string): void {
    this.#planned = this.#planned.filter((planned) => planned.of !== of);
  }

  get nextAt(): Instant | null {
    return this.#planned[0]?.at ?? null;
  }

  take(): Planned {
    const first = this.#planned.shift();
    if (!first) throw new Error('nothing is planned');
    return first;
  }
}
