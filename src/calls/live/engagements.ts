/**
 * Who is on which Vigie call now: being dialled, listening or talking. In memory, because it is only true while the
 * legs live. A claim and the check before it are one step, so two calls never ring one person by accident.
 */
export class Engagements {
  readonly #callsByPerson = new Map<string, Set<string>>();

  /** False when the person is on another call; `evenIfEngaged` rings them all the same. */
  claim(personId: string, callId: string, evenIfEngaged: boolean): boolean {
    const calls = this.#callsByPerson.get(personId) ?? new Set();
    const elsewhere = [...calls].some((other) => other !== callId);
    if (elsewhere && !evenIfEngaged) return false;
    this.#callsByPerson.set(personId, calls.add(callId));
    return true;
  }

  isEngaged(personId: string): boolean {
    return this.#callsByPerson.has(personId);
  }

  /** Releases everyone whom this call holds and no longer needs. True when that freed somebody. */
  keepOnly(callId: string, personIds: ReadonlySet<string>): boolean {
    let freed = false;
    for (const [personId, calls] of this.#callsByPerson) {
      if (personIds.has(personId) || !calls.delete(callId)) continue;
      if (calls.size === 0) this.#callsByPerson.delete(personId);
      freed = true;
    }
    return freed;
  }
}
