import { fail, ok, type Result } from '../../runtime/result.ts';
import { type AriAddress, ariQuestion, withoutCredentials } from '../ari-address.ts';
import { AriRefused, AriUnreachable, exchange } from '../ari-http.ts';

/** Why a question got no answer. `status` 0: nothing usable came back. */
export interface NoAnswer {
  readonly status: number;
  readonly detail: string;
}

/** One question to ARI, without a connection of ours; `path` is what follows `/ari`. */
export async function ask<Answer>(
  address: AriAddress,
  path: string,
  method: 'GET' | 'POST' | 'DELETE' = 'GET',
): Promise<Result<Answer, NoAnswer>> {
  try {
    const { body } = await exchange({ ...ariQuestion(address, path), method });
    const text = body.toString('utf-8');
    return ok((text === '' ? null : JSON.parse(text)) as Answer);
  } catch (error) {
    if (error instanceof AriRefused)
      return fail({ status: error.status, detail: withoutCredentials(error.message, address) });
    if (error instanceof AriUnreachable)
      return fail({ status: 0, detail: withoutCredentials(error.message, address) });
    if (error instanceof SyntaxError) return fail({ status: 0, detail: 'the answer is not ARI’s' });
    throw error;
  }
}

/** A global, or one of what Asterisk knows of itself (EPOCH, ASTSPOOLDIR); null: it says nothing. */
export async function askGlobal(address: AriAddress, name: string): Promise<string | null> {
  const asked = await ask<{ readonly value?: string }>(address, `/asterisk/variable?variable=${name}`);
  return asked.ok ? (asked.value.value ?? '') : null;
}
