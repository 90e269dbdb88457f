import { describe, expect, it } from 'vitest';
import { callsInShortMessages } from '../../bench/short-messages.ts';

/** As SIPp 3.8 writes it. */
function line(epoch: number, way: 'S' | 'R', callId: string, cseq: string, first: string): string {
  return ['2026-11-23', '08:38:51.456789', epoch.toFixed(6), way, callId, `CSeq:${cseq}`, first].join('\t');
}

const invite = (at: number, call: string) =>
  line(at, 'S', call, '1 INVITE', 'INVITE sip:4000@127.0.0.1:5060 SIP/2.0');
const answer = (at: number, call: string) => line(at, 'R', call, '1 INVITE', 'SIP/2.0 200 OK');

describe('the short message log of a caller', () => {
  it('tells when each call was placed, answered and done', () => {
    const log = [
      invite(10, 'a'),
      line(10.001, 'R', 'a', '1 INVITE', 'SIP/2.0 100 Trying'),
      invite(10.01, 'b'),
      answer(10.0045, 'a'),
      line(11, 'S', 'a', '2 BYE', 'BYE sip:x SIP/2.0'),
      line(11.002, 'R', 'a', '2 BYE', 'SIP/2.0 200 OK'),
      '',
    ];
    const [a, b] = callsInShortMessages(log.join('\n'));
    expect(a?.answeredAt).toBeCloseTo((a?.invitedAt ?? 0) + 4.5, 3);
    expect(a?.doneAt).toBe(11_002);
    expect(b).toEqual({ invitedAt: 10_010, answeredAt: null, doneAt: null });
  });

  it('a message sent again counts from the first', () => {
    const log = [invite(10, 'a'), invite(10.5, 'a'), answer(10.6, 'a'), answer(11.1, 'a')].join('\n');
    expect(callsInShortMessages(log)).toEqual([{ invitedAt: 10_000, answeredAt: 10_600, doneAt: null }]);
  });

  it('a line cut off at the end is passed over', () => {
    expect(callsInShortMessages(`${invite(10, 'a')}\n2026-11-23\t08:38`)).toHaveLength(1);
  });
});
