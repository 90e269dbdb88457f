import { fail, ok, type Result } from '../runtime/result.ts';
import { type AriAddress, ariQuestion, withoutCredentials } from './ari-address.ts';
import { AriRefused, AriUnreachable, exchange } from './ari-http.ts';

/** Asks Asterisk once, without a connection: its version and how many phones and trunks it has, or why it says nothing. */
export async function askAsterisk(address: AriAddress): Promise<Result<string, string>> {
  const get = async (path: string): Promise<unknown> =>
    JSON.parse((await exchange(ariQuestion(address, path))).body.toString('utf-8'));
  try {
    const info = (await get('/asterisk/info?only=system')) as {
      readonly system?: { readonly version?: string };
    };
    const endpoints = (await get('/endpoints')) as readonly { readonly state?: string }[];
    const online = endpoints.filter(({ state }) => state === 'online').length;
    return ok(
      `Asterisk ${info.system?.version ?? ''} at ${address.url}, ${online} of ${endpoints.length} phones and trunks online`,
    );
  } catch (error) {
    if (error instanceof AriRefused)
      return fail(`${address.url} answers ${error.status}: see ari.conf and VIGIE_ARI_PASSWORD`);
    if (error instanceof AriUnreachable)
      return fail(`${address.url} cannot be reached: ${withoutCredentials(error.message, address)}`);
    if (error instanceof SyntaxError) return fail(`${address.url} answers, but not as ARI does`);
    throw error;
  }
}
