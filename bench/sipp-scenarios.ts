/** Who dials, and for how long. Both sides of the comparison use these same two texts; neither sends any media. */
export interface CallerScript {
  readonly holdSeconds: number;
  /** A caller who is not answered by then gives up, and counts as failed. */
  readonly patienceSeconds: number;
}

/** Dials the number given by `-s`, stays on the line, hangs up. Whoever hangs up before that fails the call. */
export function callerScenario({ holdSeconds, patienceSeconds }: CallerScript): string {
  return scenario('caller', [
    send(`INVITE ${PEER} SIP/2.0\n${caller(1, 'INVITE')}Contact: <sip:bench@${LOCAL}>\n${SDP}`, true),
    ...['100', '180', '183'].map((response) => `<recv response="${response}" optional="true"/>`),
    `<recv response="200" rrs="true" timeout="${patienceSeconds * 1000}"/>`,
    send(`ACK [next_url] SIP/2.0\n${caller(1, 'ACK')}Content-Length: 0\n`, false),
    `<pause milliseconds="${holdSeconds * 1000}"/>`,
    send(`BYE [next_url] SIP/2.0\n${caller(2, 'BYE')}Content-Length: 0\n`, true),
    '<recv response="200"/>',
  ]);
}

/** Answers at once and stays until hung up. */
export function responderScenario(): string {
  return scenario('responder', [
    '<recv request="INVITE"/>',
    send(`SIP/2.0 200 OK\n${ANSWER}Contact: <sip:bench@${LOCAL}>\n${SDP}`, true),
    '<recv request="ACK"/>',
    '<recv request="BYE"/>',
    send(`SIP/2.0 200 OK\n${ANSWER}Content-Length: 0\n`, false),
  ]);
}

const LOCAL = '[local_ip]:[local_port]';
const PEER = 'sip:[service]@[remote_ip]:[remote_port]';

const ANSWER = `[last_Via:]
[last_From:]
[last_To:];tag=[pid]responder[call_number]
[last_Call-ID:]
[last_CSeq:]
`;

const SDP = `Content-Type: application/sdp
Content-Length: [len]

v=0
o=bench 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
`;

function caller(cseq: number, method: string): string {
  return `Via: SIP/2.0/[transport] ${LOCAL};branch=[branch]
From: <sip:bench@${LOCAL}>;tag=[pid]caller[call_number]
To: <${PEER}>[peer_tag_param]
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Max-Forwards: 70
`;
}

function send(message: string, again: boolean): string {
  return `<send${again ? ' retrans="500"' : ''}><![CDATA[\n${message}\n]]></send>`;
}

function scenario(name: string, steps: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="bench ${name}">\n${steps.join('\n')}\n</scenario>\n`;
}
