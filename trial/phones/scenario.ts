/**
 * Pieces of SIPp scenarios shared by those who are called and those who call.
 *
 * SIPp does the signalling; sound and keys are the handset's. How the scenarios work: `<recv optional="global"
 * next="label">` stands for "from here on, whenever this message comes, also during a pause, go to that label". Beside
 * real SIP (CANCEL, BYE) this serves two made-up methods (ANSWER, HANGUP) that we send to the phone on the call's own
 * Call-ID, so that it acts at a moment of our choosing.
 */

/** An offer or an answer of A-law and keys, with the sound at the handset's port. */
export function sdp(mediaPort: number): string {
  return `Content-Type: application/sdp
Content-Length: [len]

v=0
o=trial 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio ${mediaPort} RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=ptime:20
a=sendrecv`;
}

export function scenario(name: string, parts: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<scenario name="${name}">\n${parts.join('\n')}\n</scenario>\n`;
}

export function send(message: string, attributes = ''): string {
  return `<send ${attributes}><![CDATA[\n${message}\n]]></send>`;
}

/** Whenever `method` comes from here on, go to `label`. */
export function whenever(method: string, label: string): string {
  return `<recv request="${method}" optional="global" next="${label}"/>`;
}

export function label(id: string): string {
  return `<label id="${id}"/>`;
}

export function goTo(id: string): string {
  return `<nop next="${id}"/>`;
}

export function goToIf(id: string, variable: string): string {
  return `<nop next="${id}" test="${variable}"/>`;
}

export function pause(ms: number): string {
  return ms > 0 ? `<pause milliseconds="${ms}"/>` : '';
}

/** Longer than any test. */
export const FOREVER_MS = 86_400_000;

/** Keeps a header's text in a variable; as in SIPp, with the blank before it. */
export function keepHeader(header: string, variable: string): string {
  return `<ereg regexp=".*" search_in="hdr" header="${header}:" assign_to="${variable}"/>`;
}

/** For names in regular expressions. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
