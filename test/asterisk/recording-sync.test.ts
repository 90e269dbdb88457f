import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AriLink } from '../../src/asterisk/ari-link.ts';
import type { AriProblem } from '../../src/asterisk/ari-requests.ts';
import {
  createRecordingsInAsterisk,
  NO_SOUND_CAME,
  SOUND_CAME_DAMAGED,
} from '../../src/asterisk/recording-sync.ts';
import { toTelephoneSound } from '../../src/domain/sound/telephone-sound.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { fail, ok } from '../../src/runtime/result.ts';
import { TELEPHONE, wavFile } from '../domain/sound/wav-file.ts';

const ID = '0123456789abcdef0123456789abcdef';
const NAME = `vigie-sound-${ID}`;

/** What is wrong with the way to this Asterisk. */
interface Trouble {
  /** Packets that are lost, by their number from 0, while it is sent that often in 5 ms. */
  readonly loses?: (packet: number, transfer: number) => boolean;
  /** The address that Asterisk has for itself leads nowhere. */
  readonly translated?: boolean;
  readonly spool?: string;
  readonly refuses?: Partial<Record<'externalMedia' | 'record', AriProblem>>;
}

/** An Asterisk as far as a recording needs one: ARI's answers, and RTP that is written down. */
class PretendedAsterisk {
  readonly stored = new Map<string, Buffer>();
  readonly asked: string[] = [];
  readonly #trouble: Trouble;
  #socket: Socket | null = null;
  #heard: Buffer[] = [];
  #packets = 0;
  #transfers = 0;
  #live: string | null = null;
  #askedToRecord = 0;

  constructor(trouble: Trouble = {}) {
    this.#trouble = trouble;
  }

  readonly link = {
    request: async (operation: (client: unknown) => Promise<unknown>) => {
      try {
        return ok(await operation(this.#client));
      } catch (problem) {
        return fail(problem as AriProblem);
      }
    },
  } as unknown as AriLink;

  readonly #client = {
    asterisk: { getGlobalVar: async () => ({ value: this.#trouble.spool ?? '/var/spool/asterisk' }) },
    channels: {
      hangup: async () => {
        this.#socket?.close();
        this.#socket = null;
      },
      externalMedia: async () => {
        this.#refuse('externalMedia');
        this.#socket = createSocket('udp4');
        this.#socket.on('message', (packet) => this.#hear(packet));
        this.#socket.bind(0, '127.0.0.1');
        await once(this.#socket, 'listening');
        this.#packets = 0;
        this.#transfers += 1;
      },
      getChannelVar: async ({ variable }: { variable: string }) => {
        if (variable === 'UNICASTRTP_LOCAL_PORT') return { value: String(this.#socket?.address().port) };
        return { value: this.#trouble.translated ? '127.0.0.2' : '127.0.0.1' };
      },
      setChannelVar: async () => undefined,
      record: async ({ name }: { name: string }) => {
        this.#refuse('record');
        this.#askedToRecord += 1;
        // The channel is on its way into the application.
        if (this.#askedToRecord === 1) throw { kind: 'refused', detail: 'not in Stasis', status: 409 };
        this.#live = name;
        this.#heard = [];
      },
    },
    recordings: {
      stop: async () => {
        if (this.#live) this.stored.set(this.#live, Buffer.concat([Buffer.alloc(44), ...this.#heard]));
        this.#live = null;
      },
      getLive: async () => {
        if (this.#live === null) throw { kind: 'gone', detail: 'Recording not found (404)', status: 404 };
      },
      getStoredFile: async ({ recordingName }: { recordingName: string }) => {
        const file = this.stored.get(recordingName);
        if (!file) throw { kind: 'gone', detail: 'Recording not found (404)', status: 404 };
        return file;
      },
      listStored: async () => [...this.stored.keys()].map((name) => ({ name })),
      deleteStored: async ({ recordingName }: { recordingName: string }) => {
        this.stored.delete(recordingName);
      },
    },
  };

  #hear(packet: Buffer): void {
    const number = this.#packets;
    this.#packets += 1;
    if (this.#trouble.loses?.(number, this.#transfers)) return;
    expect(packet[1]).toBe(11);
    this.#heard.push(Buffer.from(packet.subarray(12)).swap16());
  }

  #refuse(what: 'externalMedia' | 'record'): void {
    this.asked.push(what);
    const refusal = this.#trouble.refuses?.[what];
    if (refusal) throw refusal;
  }

  get transfers(): number {
    return this.#transfers;
  }

  close(): void {
    this.#socket?.close();
  }
}

function sound(seconds = 1.01): Uint8Array {
  const made = toTelephoneSound(wavFile(TELEPHONE, seconds, (at) => 0.5 * Math.sin(at * at * 1e-5)));
  if (!made.ok) throw new Error(made.error.kind);
  return made.value.wav;
}

function recordingsOn(asterisk: PretendedAsterisk) {
  onTestFinished(() => asterisk.close());
  return createRecordingsInAsterisk(
    asterisk.link,
    { app: 'vigie', url: 'http://127.0.0.1:8088' },
    systemClock,
  );
}

describe('a recording on its way to Asterisk', () => {
  it('is there sample for sample, and found where Asterisk keeps recordings', async () => {
    const asterisk = new PretendedAsterisk();
    const pbxRecordings = recordingsOn(asterisk);
    expect(pbxRecordings.find(ID)).toBeNull();
    expect(await pbxRecordings.hold(ID, sound())).toEqual(ok(undefined));
    expect(pbxRecordings.find(ID)).toBe(`/var/spool/asterisk/recording/${NAME}`);
    const wav = Buffer.from(sound()).subarray(44);
    expect(asterisk.stored.get(NAME)?.includes(wav)).toBe(true);
    expect(await pbxRecordings.ids()).toEqual(ok([ID]));
  });

  it('is not sent again when it is there already', async () => {
    const asterisk = new PretendedAsterisk();
    await recordingsOn(asterisk).hold(ID, sound());
    const later = recordingsOn(asterisk);
    await later.hold(ID, sound());
    expect(asterisk.transfers).toBe(1);
    expect(later.find(ID)).not.toBeNull();
  });

  it('is whole though the first packets are lost while Asterisk learns who sends', async () => {
    const asterisk = new PretendedAsterisk({ loses: (packet) => packet < 4 });
    expect(await recordingsOn(asterisk).hold(ID, sound())).toEqual(ok(undefined));
    expect(asterisk.transfers).toBe(1);
  });

  it('is sent again, slowly, when a network that is asked too much lost something', async () => {
    const asterisk = new PretendedAsterisk({ loses: (packet, transfer) => transfer === 1 && packet === 30 });
    expect(await recordingsOn(asterisk).hold(ID, sound())).toEqual(ok(undefined));
    expect(asterisk.transfers).toBe(2);
  });

  it('goes to the address of ARI when the one that Asterisk has for itself leads nowhere', async () => {
    const asterisk = new PretendedAsterisk({ translated: true });
    expect(await recordingsOn(asterisk).hold(ID, sound())).toEqual(ok(undefined));
    expect(asterisk.transfers).toBe(2);
  });
});

describe('a recording that does not arrive', () => {
  const refused = (detail: string) => ({ ok: false, error: expect.objectContaining({ detail }) });
  const afterwards = async (trouble: Trouble) => {
    const pbxRecordings = recordingsOn(new PretendedAsterisk(trouble));
    const held = await pbxRecordings.hold(ID, sound());
    expect(pbxRecordings.find(ID)).toBeNull();
    return held;
  };

  it('because nothing gets through', async () => {
    expect(await afterwards({ loses: () => true })).toEqual(refused(NO_SOUND_CAME));
  });

  it('because a packet is always lost', async () => {
    expect(await afterwards({ loses: (packet) => packet === 30 })).toEqual(refused(SOUND_CAME_DAMAGED));
  });

  it('because Asterisk knows no RTP channels', async () => {
    const refusal = { kind: 'refused', detail: 'internal error (500)', status: 500 } as const;
    const held = await afterwards({ refuses: { externalMedia: refusal } });
    expect(held).toEqual(
      refused('Asterisk opens no channel for RTP; chan_rtp.so must be loaded: internal error (500)'),
    );
  });

  it('because Asterisk does not record', async () => {
    const refusal = { kind: 'refused', detail: 'disk full (500)', status: 500 } as const;
    expect(await afterwards({ refuses: { record: refusal } })).toEqual(refused('disk full (500)'));
  });

  it.each(['', '/var/spool/my asterisk', 'http://x'])('because its recordings lie at "%s"', async (spool) => {
    expect(await afterwards({ spool })).toEqual(
      refused(`Asterisk does not say where its recordings lie (ASTSPOOLDIR is "${spool}")`),
    );
  });
});
