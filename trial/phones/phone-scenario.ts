import type { Behaviour } from './behaviour.ts';
import * as s from './scenario.ts';

/** What is done for calls to each number; a phone with one number has only `otherwise`. */
export interface Behaviours {
  readonly byNumber: Readonly<Record<string, Behaviour>>;
  readonly otherwise: Behaviour;
}

/**
 * A SIPp scenario that receives any number of calls, one after the other or at once, and answers or refuses
 * each as told. What is done on a call that is up is the handset's business.
 */
export function phoneScenario(behaviours: Behaviours, mediaPort: number): string {
  const numbers = Object.entries(behaviours.byNumber);
  return s.scenario('phone', [
    s.whenever('CANCEL', 'cancelled'),
    s.whenever('BYE', 'peer_hung_up'),
    s.whenever('ANSWER', 'answer'),
    s.whenever('HANGUP', 'hang_up'),
    receiveInvite(numbers.map(([number]) => number)),
    ...numbers.map((_, index) => s.goToIf(`number_${index}`, `is_${index}`)),
    ...treat(behaviours.otherwise, mediaPort),
    ...numbers.flatMap(([, behaviour], index) => [
      s.label(`number_${index}`),
      ...treat(behaviour, mediaPort),
    ]),
    s.label('answer'),
    ...answer(mediaPort),
    ...hangUp(),
    ...cancelled(),
    ...peerHungUp(),
  ]);
}

/**
 * Keeps the INVITE's headers: a later message of the test's own would otherwise become the one that SIPp's `last_…`
 * words speak of.
 */
function receiveInvite(numbers: readonly string[]): string {
  const isNumber = numbers.map(
    (number, index) =>
      `<ereg regexp="^INVITE sip:${s.literally(number)}@" search_in="msg" assign_to="is_${index}"/>`,
  );
  return `<recv request="INVITE" rrs="true"><action>
${['Via', 'From', 'To', 'CSeq'].map((header) => s.keepHeader(header, `invite_${header}`)).join('\n')}
${isNumber.join('\n')}
</action></recv>`;
}

function treat(behaviour: Behaviour, mediaPort: number): string[] {
  switch (behaviour.kind) {
    case 'answers':
      return [s.send(response('180 Ringing')), s.pause(behaviour.afterMs), ...answer(mediaPort)];
    case 'rejects':
      return [
        s.send(response(behaviour.afterMs > 0 ? '180 Ringing' : '100 Trying')),
        s.pause(behaviour.afterMs),
        ...refuse(`${behaviour.status} Refused`),
      ];
    case 'forwards':
      return refuse('302 Moved Temporarily', `<sip:${behaviour.to}@[remote_ip]:[remote_port]>`);
    case 'rings':
      return [s.send(response('180 Ringing')), s.pause(s.FOREVER_MS), s.goTo('end')];
    case 'silent':
      return [s.send(response('100 Trying')), s.pause(s.FOREVER_MS), s.goTo('end')];
  }
}

/** Answers, and stays on the line. */
function answer(mediaPort: number): string[] {
  return [
    s.send(response('200 OK', s.sdp(mediaPort)), 'retrans="500"'),
    `<recv request="ACK"><action><ereg regexp="ACK" search_in="msg" assign_to="is_up"/></action></recv>`,
    s.pause(s.FOREVER_MS),
    s.goTo('end'),
  ];
}

function refuse(status: string, contact?: string): string[] {
  return [
    s.send(response(status, undefined, contact), 'retrans="500"'),
    '<recv request="ACK"/>',
    s.goTo('end'),
  ];
}

/** On a call that is up, BYE; on one that rings, a refusal. */
function hangUp(): string[] {
  return [
    s.label('hang_up'),
    s.goToIf('send_bye', 'is_up'),
    ...refuse('603 Decline'),
    s.label('send_bye'),
    s.send(
      `BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From:[$invite_To];tag=[pid]-[call_number]
To:[$invite_From]
[routes]
Call-ID: [call_id]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0
`,
      'retrans="500"',
    ),
    '<recv response="200"/>',
    s.goTo('end'),
  ];
}

function cancelled(): string[] {
  return [s.label('cancelled'), s.send(responseToLast()), ...refuse('487 Request Terminated')];
}

function peerHungUp(): string[] {
  return [s.label('peer_hung_up'), s.send(responseToLast()), s.label('end'), '<nop/>'];
}

/** A response to the INVITE. */
function response(
  status: string,
  body = 'Content-Length: 0\n',
  contact = '<sip:[local_ip]:[local_port]>',
): string {
  const provisional = status.startsWith('1');
  return `SIP/2.0 ${status}
Via:[$invite_Via]
From:[$invite_From]
To:[$invite_To]${status.startsWith('100') ? '' : ';tag=[pid]-[call_number]'}
Call-ID: [call_id]
CSeq:[$invite_CSeq]
Contact: ${contact}
${provisional ? 'Content-Length: 0\n' : body}`;
}

function responseToLast(): string {
  return `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0
`;
}
