import type { Clock } from '../runtime/clock.ts';
import { SECOND } from '../runtime/instant.ts';
import { type AriAddress, ariQuestion } from './ari-address.ts';
import { AriRefused, AriUnreachable, exchange } from './ari-http.ts';
import { ALIVE, PROOF_EVERY_SECONDS } from './proof-of-life.ts';

/** A proof that should have been renewed and was not, with a second for the rounding: whoever gave it is dead. */
const DEAD_AFTER_SECONDS = 2 * PROOF_EVERY_SECONDS + 1;
/** As the dialplan has it: an older proof lets no call in, and is nobody's. */
const STALE_AFTER_SECONDS = 15;
const LOOK_EVERY_SECONDS = 0.5;

/** The proof of life that the dialplan has, and the time by Asterisk's clock. */
interface Proof {
  readonly value: string;
  readonly ageSeconds: number;
}

/**
 * Whether another Vigie gives proof of life to this Asterisk, seen before our own connection takes its callers away
 * from it. Nobody but a living one renews the proof: the last one of a Vigie that died, perhaps ourselves a moment ago,
 * is watched for the few seconds until it should have been renewed. `ours` is what this process proved last.
 */
export async function servedByRival(
  address: AriAddress,
  clock: Clock,
  ours: () => string | null,
): Promise<boolean> {
  const first = await readProof(address);
  if (first === null || first.value === ours()) return false;
  const deadline = clock.now() + STALE_AFTER_SECONDS * SECOND;
  let proof: Proof | null = first;
  while (proof !== null && proof.ageSeconds <= DEAD_AFTER_SECONDS && clock.now() < deadline) {
    if (proof.value !== first.value) return true;
    await new Promise<void>((resolve) => {
      clock.at(clock.now() + LOOK_EVERY_SECONDS * SECOND, resolve);
    });
    proof = await readProof(address);
  }
  return false;
}

/** Null: nobody proves anything; or Asterisk says nothing, which whoever connects finds out for themselves. */
async function readProof(address: AriAddress): Promise<Proof | null> {
  const [value, now] = await Promise.all([readGlobal(address, ALIVE), readGlobal(address, 'EPOCH')]);
  const ageSeconds = Number(now) - Number(value);
  if (value === '' || value === '0' || !(Math.abs(ageSeconds) <= STALE_AFTER_SECONDS)) return null;
  return { value, ageSeconds };
}

async function readGlobal(address: AriAddress, name: string): Promise<string> {
  try {
    const reply = await exchange(ariQuestion(address, `/asterisk/variable?variable=${name}`));
    const { value } = JSON.parse(reply.body.toString('utf-8')) as { readonly value?: unknown };
    return typeof value === 'string' ? value : '';
  } catch (error) {
    if (error instanceof AriRefused || error instanceof AriUnreachable || error instanceof SyntaxError)
      return '';
    throw error;
  }
}
