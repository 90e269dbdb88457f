import { randomBytes } from 'node:crypto';
import { branchOf, header, headersNamed, type SipMessage, tagOf, uriOf, writeSip } from './sip-message.ts';

export type Headers = readonly (readonly [name: string, value: string])[];

export interface Body {
  readonly type: string;
  readonly text: string;
}

/** Who talks to whom in one dialog (RFC 3261, 12). */
export interface Parties {
  readonly callId: string;
  /** `"Name" <sip:…>` of each side, without tag. */
  readonly local: string;
  readonly remote: string;
  /** Where requests go: the number dialled, then the contact of the other side. */
  readonly target: string;
  readonly contact: string;
  readonly viaPort: number;
  readonly send: (datagram: Buffer) => void;
}

export interface RequestOptions {
  readonly headers?: Headers;
  readonly body?: Body;
  /** Told of 1xx. */
  readonly provisional?: (response: SipMessage) => void;
  readonly withinMs?: number;
}

const PATIENCE_MS = 20_000;
/** RFC 3261's T1: what is not answered is sent again after this long, and then after twice as long. */
const RESEND_MS = 500;
const CAPABILITIES: Headers = [
  ['Allow', 'INVITE, ACK, CANCEL, BYE, REFER, INFO, NOTIFY, OPTIONS'],
  ['Supported', 'replaces'],
];

/** The messages of one dialog: requests with their answers, and answers to the other side's requests. */
export class SipSignalling {
  readonly parties: Parties;
  readonly localTag = randomId();
  remoteTag: string | null = null;
  target: string;
  /** Nothing is sent any more. */
  isMute = false;
  readonly log: string[] = [];
  readonly #answers = new Map<string, (response: SipMessage) => void>();
  #sequence = 0;

  constructor(parties: Parties) {
    this.parties = parties;
    this.target = parties.target;
  }

  /** The last answer to a request; rejects when there is none. */
  request(method: string, options: RequestOptions = {}): Promise<SipMessage> {
    const { headers = [], body, provisional = () => undefined, withinMs = PATIENCE_MS } = options;
    this.#sequence += 1;
    const branch = newBranch();
    const all = [...this.#inDialog(method, String(this.#sequence), branch), ...headers];
    return new Promise((resolve, reject) => {
      let resend: NodeJS.Timeout;
      const giveUp = setTimeout(() => {
        settle();
        reject(new Error(`no answer to ${method}\n${this.log.join('\n')}`));
      }, withinMs).unref();
      const settle = () => {
        clearTimeout(giveUp);
        clearTimeout(resend);
        this.#answers.delete(branch);
      };
      const sendAgain = (afterMs: number) => {
        this.#send(`${method} ${this.target} SIP/2.0`, all, body);
        resend = setTimeout(() => sendAgain(afterMs * 2), afterMs).unref();
      };
      this.#answers.set(branch, (response) => {
        clearTimeout(resend);
        if ((response.status ?? 0) < 200) return provisional(response);
        settle();
        resolve(response);
      });
      sendAgain(RESEND_MS);
    });
  }

  /** After an INVITE's last answer. */
  acknowledge(response: SipMessage): void {
    const { remoteTag } = this;
    this.remoteTag = tagOf(header(response, 'to')) ?? remoteTag;
    const isTaken = (response.status ?? 0) < 300;
    const contact = header(response, 'contact');
    if (isTaken && contact !== '') this.target = uriOf(contact);
    const sequence = header(response, 'cseq').split(' ')[0] ?? '1';
    // Of a refusal, the ACK belongs to the INVITE's own transaction.
    const branch = isTaken ? newBranch() : branchOf(response);
    this.#send(`ACK ${this.target} SIP/2.0`, this.#inDialog('ACK', sequence, branch));
    // A refusal makes no dialog: what follows a challenge is a first INVITE again.
    if (!isTaken) this.remoteTag = remoteTag;
  }

  /** Takes the INVITE back that has no last answer yet. */
  cancel(): void {
    const branch = [...this.#answers.keys()].at(-1);
    if (branch === undefined) throw new Error('nothing to cancel');
    this.#send(`CANCEL ${this.target} SIP/2.0`, this.#inDialog('CANCEL', String(this.#sequence), branch));
  }

  respond(
    request: SipMessage,
    status: string,
    { body, contact }: { readonly body?: Body; readonly contact?: string } = {},
  ): void {
    const to = header(request, 'to');
    const needsTag = tagOf(to) === null && !status.startsWith('100');
    const headers: Headers = [
      ...headersNamed(request, 'via').map((via) => ['Via', via] as const),
      ...headersNamed(request, 'record-route').map((route) => ['Record-Route', route] as const),
      ['From', header(request, 'from')],
      ['To', needsTag ? `${to};tag=${this.localTag}` : to],
      ['Call-ID', this.parties.callId],
      ['CSeq', header(request, 'cseq')],
      ['Contact', contact ?? `<${this.parties.contact}>`],
      ...CAPABILITIES,
    ];
    this.#send(`SIP/2.0 ${status}`, headers, body);
  }

  /** An answer to a request of ours. */
  receiveResponse(response: SipMessage): void {
    this.#answers.get(branchOf(response))?.(response);
  }

  #inDialog(method: string, sequence: string, branch: string): Headers {
    const { local, remote, contact, viaPort, callId } = this.parties;
    // A CANCEL repeats the INVITE's To, which had no tag yet.
    const tag = this.remoteTag === null || method === 'CANCEL' ? '' : `;tag=${this.remoteTag}`;
    return [
      ['Via', `SIP/2.0/UDP 127.0.0.1:${viaPort};rport;branch=${branch}`],
      ['From', `${local};tag=${this.localTag}`],
      ['To', `${remote}${tag}`],
      ['Call-ID', callId],
      ['CSeq', `${sequence} ${method}`],
      ['Contact', `<${contact}>`],
      ['Max-Forwards', '70'],
      ...CAPABILITIES,
    ];
  }

  #send(firstLine: string, headers: Headers, body?: Body): void {
    if (this.isMute) return;
    this.log.push(`> ${firstLine}`);
    this.parties.send(writeSip({ firstLine, headers, ...(body ? { body } : {}) }));
  }
}

export function randomId(): string {
  return randomBytes(6).toString('hex');
}

export function newBranch(): string {
  return `z9hG4bK${randomId()}`;
}
