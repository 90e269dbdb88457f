import type { AttemptOutcome } from '../../domain/call.ts';
import type { CallFigure } from '../../domain/statistics/call-figure.ts';
import type { TrunkWhat } from '../../domain/statistics/trunk-tries.ts';
import type { Messages } from '../messages/messages.ts';
import { stageWords } from './stage-words.ts';

/** Which calls a figure counts, in words: over the list that it leads to. */
export function figureWords(t: Messages, figure: CallFigure): string {
  const { statistics: words } = t;
  const { figures } = words;
  switch (figure.of) {
    case 'kind':
      return words.kinds[figure.kind];
    case 'outcome':
      return words.outcomes[figure.outcome];
    case 'taken':
      return figures.taken(figure.seconds);
    case 'left':
      return figures.left(figure.stage === null ? null : stageWords(t, figure.stage));
    case 'rang':
      return figures.rang;
    case 'person':
      return figures.person[figure.what];
    case 'trunk':
      return figures.trunk(figure.trunk, trunkWords(t, figure.what));
    case 'fallback':
      return figure.why === null ? words.tables.fallback : words.fallback.why[figure.why];
    case 'handled':
      return words.handled;
    case 'again':
      return words.again[figure.within];
    case 'hour':
      return figures.hour(words.weekdays[figure.weekday - 1] ?? '', figure.hour);
    case 'step': {
      const step =
        figure.step < 0 ? words.stages['last-resort'] : words.stepOf(figure.step + 1, figure.round + 1);
      return figure.taken ? figures.stepTaken(step) : figures.stepCame(step);
    }
    case 'try':
      return figures.tried(triedWords(t, figure.outcome, figure.why));
  }
}

/** How a try ended, and why, where the outcome does not say it all. */
export function triedWords(t: Messages, outcome: AttemptOutcome, why: string | null): string {
  const { attempts, why: codes } = t.statistics;
  const network = /^network\.(.+)$/.exec(why ?? '')?.[1];
  if (network !== undefined) return `${attempts[outcome]} (${networkWords(network)})`;
  const isCode = why !== null && why in codes && !SAYS_ALL.includes(why);
  return isCode ? `${attempts[outcome]} (${codes[why as keyof typeof codes]})` : attempts[outcome];
}

/** What a trunk did. */
export function trunkWords(t: Messages, what: TrunkWhat): string {
  const { trunk } = t.statistics;
  if (what === 'tried' || what === 'rang' || what === 'answered') return trunk[what];
  return trunk.failed(failureWords(t, what.slice('failed.'.length)));
}

/** A SIP status, a Q.850 cause, or why there was none. */
export function failureWords(t: Messages, code: string): string {
  if (/^[sq]\d+$/.test(code)) return networkWords(code);
  const { why, trunk } = t.statistics;
  return code === 'none' || !(code in why) ? trunk.unsaid : why[code as keyof typeof why];
}

/** `s486`: a SIP status; `q17`: a Q.850 cause. */
export function networkWords(code: string): string {
  return code.startsWith('s') ? `SIP ${code.slice(1)}` : `Q.850 ${code.slice(1)}`;
}

const SAYS_ALL: readonly string[] = ['none', 'noted', 'on-another-call', 'no-key'];
