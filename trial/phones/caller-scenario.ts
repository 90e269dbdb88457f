import * as s from './scenario.ts';

export interface CallerBehaviour {
  readonly number: string;
  /** The number shown, or null for a caller who withholds it. */
  readonly from: string | null;
  readonly name: string | null;
  /** Gives up when nobody answered so long after the first, or the last, ringing; null: waits. */
  readonly givesUpAfterMs: number | null;
}

/** A SIPp scenario that places one call. `id` makes its transactions unlike any other's. */
export function callerScenario(caller: CallerBehaviour, id: string, mediaPort: number): string {
  return s.scenario('caller', [
    s.send(invite(caller, id, mediaPort), 'retrans="500"'),
    s.whenever('HANGUP', 'hang_up'),
    s.whenever('BYE', 'peer_hung_up'),
    // SIPp forgets the end of a pause when something comes that leads nowhere, so this leads to the pause again.
    '<recv response="18[03]" regexp_match="true" optional="global" next="waiting"/>',
    '<recv response="[3-6][0-9][0-9]" regexp_match="true" optional="global" next="refused"/>',
    `<recv response="200" optional="global" next="answered" rrs="true">${IS_UP}</recv>`,
    '<recv response="100"/>',
    s.label('waiting'),
    s.pause(caller.givesUpAfterMs ?? s.FOREVER_MS),
    s.goTo('hang_up'),
    s.label('answered'),
    s.send(request('ACK', '[next_url]', caller, id, `${id}-ack`)),
    s.pause(s.FOREVER_MS),
    s.label('hang_up'),
    s.goToIf('send_bye', 'is_up'),
    ...cancel(caller, id),
    s.label('send_bye'),
    s.send(request('BYE', '[next_url]', caller, id, `${id}-bye`, 2), 'retrans="500"'),
    '<recv response="200"/>',
    s.goTo('end'),
    s.label('refused'),
    s.send(request('ACK', uri(caller), caller, id, id)),
    s.goTo('end'),
    s.label('peer_hung_up'),
    s.send(
      'SIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n',
    ),
    s.label('end'),
    '<nop/>',
  ]);
}

const IS_UP = '<action><ereg regexp="200" search_in="msg" assign_to="is_up"/></action>';

/** CANCEL names the INVITE's own transaction, and the INVITE then ends with 487. */
function cancel(caller: CallerBehaviour, id: string): string[] {
  return [
    s.send(request('CANCEL', uri(caller), caller, id, id), 'retrans="500"'),
    '<recv response="200" optional="true"/>',
    '<recv response="487"/>',
    s.send(request('ACK', uri(caller), caller, id, id)),
    s.goTo('end'),
  ];
}

function uri({ number }: CallerBehaviour): string {
  return `sip:${number}@[remote_ip]:[remote_port]`;
}

function from({ from: number, name }: CallerBehaviour, id: string): string {
  if (number === null) return `"Anonymous" <sip:anonymous@anonymous.invalid>;tag=${id}`;
  return `${name === null ? '' : `"${name}" `}<sip:${number}@[local_ip]:[local_port]>;tag=${id}`;
}

function request(
  method: string,
  target: string,
  caller: CallerBehaviour,
  id: string,
  transaction: string,
  cseq = 1,
): string {
  // A CANCEL repeats the INVITE's To, which had no tag yet.
  const peerTag = method === 'CANCEL' ? '' : '[peer_tag_param]';
  return `${method} ${target} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-${transaction}
From: ${from(caller, id)}
To: <${uri(caller)}>${peerTag}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Max-Forwards: 70
Content-Length: 0
`;
}

function invite(caller: CallerBehaviour, id: string, mediaPort: number): string {
  return `INVITE ${uri(caller)} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-${id}
From: ${from(caller, id)}
To: <${uri(caller)}>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:trial@[local_ip]:[local_port]>
${caller.from === null ? 'Privacy: id\n' : ''}Max-Forwards: 70
${s.sdp(mediaPort)}`;
}
