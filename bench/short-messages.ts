/** One call as its caller saw it; instants are milliseconds with fractions. */
export interface PlacedCall {
  readonly invitedAt: number;
  /** Null: never answered. */
  readonly answeredAt: number | null;
  /** When the other side confirmed the caller's hang-up; null: the call came to another end. */
  readonly doneAt: number | null;
}

/**
 * The calls in a SIPp short message log (`-trace_shortmsg`): a line a message, tab-separated: date, time, epoch in
 * seconds with microseconds, S(ent) or R(eceived), Call-ID, CSeq, first line. SIPp's own response times are no
 * finer than the 4 ms of the kernel's coarse clock.
 */
export function callsInShortMessages(log: string): readonly PlacedCall[] {
  const calls = new Map<string, PlacedCall>();
  for (const line of log.split('\n')) {
    const [, , epoch, way, callId, cseq, firstLine] = line.split('\t');
    if (!epoch || !callId || !cseq || !firstLine) continue;
    const at = Number(epoch) * 1000;
    const call = calls.get(callId);
    if (way === 'S' && firstLine.startsWith('INVITE ') && !call)
      calls.set(callId, { invitedAt: at, answeredAt: null, doneAt: null });
    if (!call || way !== 'R' || !firstLine.startsWith('SIP/2.0 200')) continue;
    if (cseq.endsWith('INVITE')) calls.set(callId, { ...call, answeredAt: call.answeredAt ?? at });
    if (cseq.endsWith('BYE')) calls.set(callId, { ...call, doneAt: call.doneAt ?? at });
  }
  return [...calls.values()];
}
