import type { Result } from '../runtime/result.ts';
import { type AriAddress, ariQuestion } from './ari-address.ts';
import { AriUnreachable, exchange } from './ari-http.ts';
import type { AriLink } from './ari-link.ts';
import type { AriProblem } from './ari-requests.ts';

/** Asks ARI by plain HTTP: ari-client would make an object with two dozen methods of each endpoint listed. */
export type AriGet = <T>(path: string) => Promise<Result<T, AriProblem>>;

export function ariGet(link: AriLink, address: AriAddress): AriGet {
  return <T>(path: string) =>
    link.request(async () => {
      const reply = await exchange(ariQuestion(address, path));
      return readJson<T>(reply.body.toString('utf-8'));
    });
}

/** What stands before Asterisk (a proxy) may answer anything. */
function readJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new AriUnreachable('the answer is not ARI’s');
  }
}

/** One object of PJSIP's, by the names of its settings; one that stands there several times has several values. */
export type PjsipFields = ReadonlyMap<string, readonly string[]>;

/** How an endpoint or an AOR is set up; an AOR also says who is registered on it (measured on 22.10.1). */
export async function pjsipFields(
  get: AriGet,
  type: 'endpoint' | 'aor',
  name: string,
): Promise<Result<PjsipFields, AriProblem>> {
  const path = `/asterisk/config/dynamic/res_pjsip/${type}/${encodeURIComponent(name)}`;
  const read = await get<readonly { readonly attribute: string; readonly value: string }[]>(path);
  if (!read.ok) return read;
  const fields = new Map<string, string[]>();
  for (const { attribute, value } of read.value)
    fields.set(attribute, [...(fields.get(attribute) ?? []), value]);
  return { ok: true, value: fields };
}

/** The AORs of an endpoint: where its phones are found. */
export function aorsOf(endpoint: PjsipFields): readonly string[] {
  const names = (endpoint.get('aors')?.[0] ?? '').split(',').map((aor) => aor.trim());
  return names.filter((name) => name !== '');
}

export function numberIn(fields: PjsipFields, name: string): number {
  return Number(fields.get(name)?.[0] ?? 0);
}
