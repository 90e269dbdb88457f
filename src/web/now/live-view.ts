import type { LiveBoard } from './live-board.ts';
import { type UnfoldedCall, unfold } from './unfold-call.ts';

/** More than this many at once, and nobody reads them one by one. */
const SHOWN_CALLS = 30;

export interface ShownCall {
  readonly id: string;
  readonly hotline: string;
  readonly callerNumber: string | null;
  readonly callerName: string | null;
  readonly startedAt: number;
  readonly call: UnfoldedCall;
}

/** What the live part of the page shows, in whatever language. */
export function liveView(board: LiveBoard): { readonly calls: readonly ShownCall[]; readonly going: number } {
  const all = board.calls().map(({ facts, callEvents }) => ({
    id: facts.callId,
    hotline: facts.hotline.name,
    callerNumber: facts.caller.number,
    callerName: facts.caller.name,
    startedAt: facts.startedAt,
    call: unfold(callEvents),
  }));
  return {
    calls: all.slice(0, SHOWN_CALLS),
    going: all.filter(({ call }) => call.endedAt === null).length,
  };
}
