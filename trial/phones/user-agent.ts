import dgram from 'node:dgram';
import { waitUntil } from '../wait-until.ts';
import { digestFor } from './digest.ts';
import { openHandset } from './handset.ts';
import { SipDialog } from './sip-dialog.ts';
import { header, headersNamed, parseSip, type SipMessage, writeSip } from './sip-message.ts';
import { type Headers, randomId, SipSignalling } from './sip-signalling.ts';

const PATIENCE_MS = 20_000;

export interface UserAgentAccount {
  readonly user: string;
  readonly password: string;
  /** Whether its keys may go as RFC 4733 events; usually so. */
  readonly keyEvents?: boolean;
  /** It sends no sound at all, until told to. */
  readonly isMute?: boolean;
  /** What it does by itself about each call that comes in: usually it rings. */
  readonly onInvite?: (dialog: SipDialog) => unknown;
}

export interface PlacedCall {
  /** The number shown; usually its own. */
  readonly from?: string;
  readonly headers?: Headers;
}

/**
 * A phone, or a carrier, that does what SIPp cannot: it redirects, transfers blind and attended, holds, sends keys as
 * RFC 4733 events, by INFO and in band, stops sending, and vanishes. Each step is the test's to take.
 */
export interface UserAgent {
  /** Registers, beside others of the same account where that may have several; for 0 seconds: no longer. */
  register(seconds?: number): Promise<void>;
  /** Waits for the nth call that comes in. */
  called(nth?: number): Promise<SipDialog>;
  /** The calls that came in so far. */
  calls(): readonly SipDialog[];
  call(number: string, options?: PlacedCall): SipDialog;
  /** Hears and says nothing any more, on calls under way and to come. */
  vanish(): void;
  stop(): Promise<void>;
}

export async function openUserAgent(sipPort: number, account: UserAgentAccount): Promise<UserAgent> {
  const { user, keyEvents = true, isMute = false, onInvite = (dialog) => dialog.ring() } = account;
  const handset = await openHandset();
  const socket = dgram.createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  // Sending to an Asterisk that has just ended is no fault.
  socket.on('error', () => undefined);
  const viaPort = socket.address().port;
  const contact = `sip:${user}@127.0.0.1:${viaPort}`;
  const dialogs = new Map<string, { receive(message: SipMessage): void; vanish(): void }>();
  const incoming: SipDialog[] = [];
  let isGone = false;
  const send = (datagram: Buffer) => {
    if (!isGone) socket.send(datagram, sipPort, '127.0.0.1');
  };
  const authorize = (method: string, uri: string) => (challenge: SipMessage) =>
    digestFor(challenge, account, method, uri);

  socket.on('message', (datagram) => {
    // Shorter ones only keep a way through a router open.
    if (isGone || datagram.length < 10) return;
    const message = parseSip(datagram);
    const dialog = dialogs.get(header(message, 'call-id'));
    if (dialog) dialog.receive(message);
    else if (message.method === 'INVITE') takeIn(message);
    else if (message.method !== null) answerOutside(message);
  });

  function open(parties: { callId: string; local: string; remote: string; target: string }): SipDialog {
    const dialog = new SipDialog({ ...parties, contact, viaPort, send }, { handset, keyEvents, isMute });
    dialogs.set(parties.callId, dialog);
    return dialog;
  }

  function takeIn(invite: SipMessage): void {
    const party = (name: string) => header(invite, name).replace(/;tag=.*/, '');
    const callId = header(invite, 'call-id');
    const dialog = open({ callId, local: party('to'), remote: party('from'), target: contact });
    dialog.takeIn(invite);
    incoming.push(dialog);
    onInvite(dialog);
  }

  /** OPTIONS asks whether the phone is there. */
  function answerOutside(request: SipMessage): void {
    const repeated = ['From', 'Call-ID', 'CSeq'].map(
      (name) => [name, header(request, name.toLowerCase())] as const,
    );
    send(
      writeSip({
        firstLine: `SIP/2.0 ${request.method === 'OPTIONS' ? '200 OK' : '481 Call Does Not Exist'}`,
        headers: [
          ...headersNamed(request, 'via').map((via) => ['Via', via] as const),
          ...repeated,
          ['To', `${header(request, 'to')};tag=${randomId()}`],
        ],
      }),
    );
  }

  return {
    async register(seconds = 3600) {
      const uri = `sip:127.0.0.1:${sipPort}`;
      const [callId, own] = [randomId(), `<sip:${user}@127.0.0.1>`];
      const signalling = new SipSignalling({
        ...{ callId, local: own, remote: own, target: uri, contact, viaPort, send },
      });
      dialogs.set(callId, {
        receive: (message) => signalling.receiveResponse(message),
        vanish: () => undefined,
      });
      const headers: Headers = [['Expires', String(seconds)]];
      const challenge = await signalling.request('REGISTER', { headers });
      const authorization = authorize('REGISTER', uri)(challenge);
      const done = await signalling.request('REGISTER', {
        headers: [...headers, ['Authorization', authorization]],
      });
      if (done.status !== 200) throw new Error(`${user} cannot register: ${done.firstLine}`);
    },
    called: (nth = 1) => waitUntil(`${user} is dialled (call ${nth})`, () => incoming[nth - 1], PATIENCE_MS),
    calls: () => incoming,
    call(number, { from = user, headers = [] } = {}) {
      const target = `sip:${number}@127.0.0.1:${sipPort}`;
      const local = `<sip:${from}@127.0.0.1:${viaPort}>`;
      const dialog = open({ callId: randomId(), local, remote: `<${target}>`, target });
      // What becomes of it is seen on the dialog.
      dialog.invite(authorize('INVITE', target), headers).catch(() => undefined);
      return dialog;
    },
    vanish() {
      isGone = true;
      for (const dialog of dialogs.values()) dialog.vanish();
    },
    async stop() {
      isGone = true;
      handset.close();
      socket.close();
    },
  };
}
