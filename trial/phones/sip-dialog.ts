import { waitUntil } from '../wait-until.ts';
import type { Handset, Line, Remote } from './handset.ts';
import { header, type SipMessage, tagOf, uriOf } from './sip-message.ts';
import { readSession, type SessionOffer, writeSession } from './sip-session.ts';
import { type Body, type Headers, type Parties, SipSignalling } from './sip-signalling.ts';

const PATIENCE_MS = 20_000;
/** Longer than anybody rings. */
const RING_LIMIT_MS = 180_000;

export interface Sound {
  readonly handset: Handset;
  /** Whether keys may go as RFC 4733 events. */
  readonly keyEvents: boolean;
  /** Not one packet of sound is sent. */
  readonly isMute: boolean;
}

/** One call of a user agent, either way: what its phone can do on it, and what was seen of it. */
export class SipDialog {
  state: 'new' | 'ringing' | 'up' | 'ended' = 'new';
  /** The SIP status it was refused with. */
  refusedWith: number | null = null;
  /** Bodies of NOTIFY: how a transfer fares. */
  readonly notified: string[] = [];
  readonly #signalling: SipSignalling;
  readonly #sound: Sound;
  #invite: SipMessage | null = null;
  #offers = 0;
  #isGivenUp = false;
  #media: Remote | null = null;
  #line: Line | null = null;

  constructor(parties: Parties, sound: Sound) {
    this.#signalling = new SipSignalling(parties);
    this.#sound = sound;
  }

  /** Places the call. `authorize` answers a challenge. */
  async invite(authorize: (challenge: SipMessage) => string, headers: Headers): Promise<void> {
    const first = await this.#sendInvite(headers);
    const isChallenged = first.status === 401 || first.status === 407;
    const last = isChallenged
      ? await this.#sendInvite([...headers, ['Authorization', authorize(first)]])
      : first;
    if (last.status === 200) {
      this.#goUp();
      // Its answer and our CANCEL met on the way.
      return this.#isGivenUp ? this.hangUp() : undefined;
    }
    this.refusedWith = last.status;
    this.#end();
  }

  /** A call comes in. */
  takeIn(invite: SipMessage): void {
    this.#invite = invite;
    this.#signalling.remoteTag = tagOf(header(invite, 'from'));
    this.#signalling.target = uriOf(header(invite, 'contact'));
    this.#takeMedia(invite.body);
    this.state = 'ringing';
    this.#signalling.respond(invite, '100 Trying');
  }

  /** The number shown. */
  from(): string {
    return /sip:([^@>]+)@/.exec(header(this.#asked(), 'from'))?.[1] ?? '';
  }

  /** A header of the call that came in; empty: it has none. */
  header(name: string): string {
    return header(this.#asked(), name);
  }

  ring(): void {
    this.#signalling.respond(this.#asked(), '180 Ringing');
  }

  async answer(): Promise<void> {
    this.#signalling.respond(this.#asked(), '200 OK', { body: this.#offer() });
    await this.isUp();
  }

  refuse(status: string): void {
    this.#signalling.respond(this.#asked(), status);
    this.#end();
  }

  /** Call forwarding set on the phone, or by the carrier: to a number, or a whole SIP address. */
  redirect(to: string, status = '302 Moved Temporarily'): void {
    this.#signalling.respond(this.#asked(), status, {
      contact: to.startsWith('sip:') ? `<${to}>` : `<sip:${to}@127.0.0.1>`,
    });
    this.#end();
  }

  press(keys: string): Promise<void> {
    return this.#speaking().press(keys);
  }

  /** As tones in the voice. */
  pressInBand(keys: string): Promise<void> {
    return this.#speaking().pressInBand(keys);
  }

  async pressByInfo(keys: string): Promise<void> {
    for (const key of keys) {
      const body = { type: 'application/dtmf-relay', text: `Signal=${key}\r\nDuration=160\r\n` };
      await this.#signalling.request('INFO', { body });
    }
  }

  speak(hz: number | null): void {
    this.#speaking().speak(hz);
  }

  /** Not one sound packet is sent from now on, as where silence is suppressed; `false`: again. */
  sendNothing(nothing = true): void {
    this.#speaking().sendNothing(nothing);
  }

  hears(hz?: number): Promise<true> {
    return this.#until(`hears ${hz ?? 'something'}`, () => this.#line?.hears(hz) === true);
  }

  hold(): Promise<void> {
    return this.#offerAgain('sendonly');
  }

  resume(): Promise<void> {
    return this.#offerAgain('sendrecv');
  }

  /** Blind transfer to a number. */
  transfer(number: string): Promise<void> {
    return this.#refer(`<sip:${number}@127.0.0.1>`);
  }

  /** Attended transfer: to the other side of another call of one's own. */
  transferTo(other: SipDialog): Promise<void> {
    const { parties, localTag, remoteTag, target } = other.#signalling;
    const replaces = encodeURIComponent(`${parties.callId};to-tag=${remoteTag};from-tag=${localTag}`);
    return this.#refer(`<${target}?Replaces=${replaces}>`);
  }

  /** BYE, CANCEL or a refusal, as the call stands. */
  async hangUp(): Promise<void> {
    if (this.state === 'ended') return;
    if (this.state !== 'up') {
      this.#isGivenUp = true;
      return this.#invite ? this.refuse('603 Decline') : this.#signalling.cancel();
    }
    this.#end();
    await this.#signalling.request('BYE').catch(() => undefined);
  }

  /** Sends nothing any more and takes no notice, as when the network is gone. */
  vanish(): void {
    this.#signalling.isMute = true;
    this.#line?.close();
  }

  isUp(): Promise<true> {
    return this.#until('comes up', () => this.state === 'up');
  }

  hasEnded(withinMs?: number): Promise<true> {
    return this.#until('ends', () => this.state === 'ended', withinMs);
  }

  receive(message: SipMessage): void {
    if (this.#signalling.isMute) return;
    this.#signalling.log.push(`< ${message.firstLine}`);
    if (message.status !== null) return this.#signalling.receiveResponse(message);
    const accept = (body?: Body) => this.#signalling.respond(message, '200 OK', body ? { body } : {});
    switch (message.method) {
      case 'ACK':
        this.#takeMedia(message.body);
        return this.state === 'ended' ? undefined : this.#goUp();
      case 'CANCEL':
        accept();
        return this.refuse('487 Request Terminated');
      case 'BYE':
        accept();
        return this.#end();
      case 'INVITE':
        // The first one again, until it is answered; else another offer.
        if (this.#invite && header(message, 'cseq') === header(this.#invite, 'cseq')) return;
        this.#takeMedia(message.body);
        return accept(this.#offer());
      case 'NOTIFY':
        this.notified.push(message.body.trim());
        return accept();
      default:
        return accept();
    }
  }

  async #sendInvite(headers: Headers): Promise<SipMessage> {
    const response = await this.#signalling.request('INVITE', {
      headers,
      body: this.#offer(),
      provisional: ({ status, body }) => {
        if ((status ?? 0) > 100) this.state = 'ringing';
        this.#takeMedia(body);
      },
      withinMs: RING_LIMIT_MS,
    });
    this.#signalling.acknowledge(response);
    this.#takeMedia(response.body);
    return response;
  }

  async #offerAgain(direction: SessionOffer['direction']): Promise<void> {
    const response = await this.#signalling.request('INVITE', { body: this.#offer(direction) });
    this.#signalling.acknowledge(response);
    this.#takeMedia(response.body);
  }

  async #refer(to: string): Promise<void> {
    const { status, firstLine } = await this.#signalling.request('REFER', {
      headers: [
        ['Refer-To', to],
        ['Referred-By', `<${this.#signalling.parties.contact}>`],
      ],
    });
    if (status !== 202) throw new Error(`the transfer was refused: ${firstLine}`);
  }

  #offer(direction: SessionOffer['direction'] = 'sendrecv'): Body {
    this.#offers += 1;
    const { handset, keyEvents } = this.#sound;
    const text = writeSession({ port: handset.port, version: this.#offers, direction, keyEvents });
    return { type: 'application/sdp', text };
  }

  #takeMedia(text: string): void {
    const media = readSession(text);
    if (media === null || media.port === this.#media?.port) return;
    this.#media = media;
    this.#line?.close();
    this.#line = this.state === 'up' ? this.#openLine(media) : null;
  }

  #goUp(): void {
    this.state = 'up';
    if (this.#media && !this.#line) this.#line = this.#openLine(this.#media);
  }

  #openLine(media: Remote): Line {
    const line = this.#sound.handset.line(media);
    line.sendNothing(this.#sound.isMute);
    return line;
  }

  #end(): void {
    this.state = 'ended';
    this.#line?.close();
  }

  #asked(): SipMessage {
    if (!this.#invite) throw new Error('nobody calls');
    return this.#invite;
  }

  #speaking(): Line {
    if (!this.#line) throw new Error(`the call is not up\n${this.#signalling.log.join('\n')}`);
    return this.#line;
  }

  #until(what: string, look: () => boolean, withinMs = PATIENCE_MS): Promise<true> {
    const { parties, log } = this.#signalling;
    return waitUntil(
      () => `${parties.contact} ${what}\n${log.join('\n')}`,
      () => look() || null,
      withinMs,
    );
  }
}
