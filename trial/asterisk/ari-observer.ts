import { waitUntil } from '../wait-until.ts';

/** Where ARI answers, and as whom. */
export interface AriAccess {
  readonly ariUrl: string;
  readonly username: string;
  readonly password: string;
}

export interface ObservedChannel {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly caller: { readonly name: string; readonly number: string };
  readonly dialplan: { readonly context: string; readonly exten: string; readonly app_name: string };
}

export interface ObservedBridge {
  readonly id: string;
  readonly bridge_type: string;
  /** Ids of the channels in it. */
  readonly channels: readonly string[];
}

/** What Asterisk itself says is there, by plain HTTP: independent of the client library that Vigie uses. */
export interface AriObserver {
  /** Those of calls: the dialplan's watch over callers, two halves of a Local channel, is nobody's. */
  channels(): Promise<readonly ObservedChannel[]>;
  bridges(): Promise<readonly ObservedBridge[]>;
  /** For each bridge that joins two channels or more, their names, in order of name. */
  bridged(): Promise<readonly (readonly string[])[]>;
  /** Waits until Asterisk holds no channel and no bridge; otherwise throws with what is left. */
  empty(limit?: { withinMs: number }): Promise<void>;
}

/** GET, POST, … on ARI; for a status of 400 or more it throws, with Asterisk's own words. */
export async function ariRequest(access: AriAccess, method: string, resource: string): Promise<unknown> {
  const credentials = Buffer.from(`${access.username}:${access.password}`).toString('base64');
  const response = await fetch(new URL(`/ari${resource}`, access.ariUrl), {
    method,
    headers: { authorization: `Basic ${credentials}` },
    signal: AbortSignal.timeout(20_000),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${method} ${resource}: ${response.status} ${body}`);
  return body === '' ? null : JSON.parse(body);
}

export function observeAri(access: AriAccess): AriObserver {
  const everyChannel = async () => (await ariRequest(access, 'GET', '/channels')) as ObservedChannel[];
  const channels = async () =>
    (await everyChannel()).filter(({ name }) => !name.startsWith('Local/s@vigie-watch-'));
  const bridges = async () => (await ariRequest(access, 'GET', '/bridges')) as ObservedBridge[];
  return {
    channels,
    bridges,
    async bridged() {
      const [allBridges, allChannels] = [await bridges(), await channels()];
      const nameOf = (id: string) => allChannels.find((channel) => channel.id === id)?.name ?? id;
      return allBridges
        .filter((one) => one.channels.length > 1)
        .map((one) => one.channels.map(nameOf).sort());
    },
    async empty({ withinMs } = { withinMs: 15_000 }) {
      let left: unknown[] = [];
      const isEmpty = async () => {
        left = [...(await everyChannel()), ...(await bridges())];
        return left.length === 0;
      };
      await waitUntil(
        () => `Asterisk is empty; still there: ${JSON.stringify(left, null, 1)}`,
        isEmpty,
        withinMs,
      );
    },
  };
}
