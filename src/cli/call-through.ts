import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { createTestCallStore } from '../database/calls/test-call-store.ts';
import { tryOpening } from '../database/calls/try-opening.ts';
import { type Finding, fault, found } from '../domain/installation/fault.ts';
import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';

/** The service looks every two seconds while it is connected. */
const TAKEN_UP_SECONDS = 15;
/** Both legs of it, at their longest. */
const LONGEST_SECONDS = 420;
const LOOK_EVERY_SECONDS = 0.5;

/** `vigie doctor --call`: has the running service place the test call, and waits for what it finds. */
export async function callThrough(
  { database }: Config,
  number: string,
  clock: Clock,
): Promise<readonly Finding[]> {
  const opened = existsSync(database) ? tryOpening(database) : null;
  if (!opened?.ok) return [notPlaced('not-serving', opened === null ? database : opened.error)];
  const db = opened.value;
  try {
    const store = createTestCallStore(db);
    const id = await store.ask(number, clock.now());
    const taken = clock.now() + TAKEN_UP_SECONDS * SECOND;
    const longest = clock.now() + LONGEST_SECONDS * SECOND;
    while (clock.now() < longest) {
      const call = await store.find(id);
      if (call?.findings) return call.findings;
      if (call?.startedAt === null && clock.now() >= taken) break;
      await new Promise<void>((resolve) => {
        clock.at(clock.now() + LOOK_EVERY_SECONDS * SECOND, resolve);
      });
    }
    await store.forget(id);
    return [notPlaced('not-serving', number)];
  } finally {
    await db.destroy();
  }
}

function notPlaced(why: string, detail: string): Finding {
  return found('outbound-route', [fault('call-not-placed', why, detail)]);
}
