import { ATTEMPT_OUTCOMES, type AttemptOutcome, OUTCOMES, type Outcome } from '../call.ts';
import { FALLBACK_REASONS, type FallbackReason } from '../escalation/call-event.ts';
import { CALL_KINDS, type CallKind } from './counted-call.ts';
import { PERSON_FIGURES, type PersonFigure } from './person-calls.ts';
import type { TrunkWhat } from './trunk-tries.ts';

/** Which calls a figure counts. All but `kind`, `try`, `person` and `fallback` are of offered calls. */
export type CallFigure =
  | { readonly of: 'kind'; readonly kind: CallKind }
  | { readonly of: 'outcome'; readonly outcome: Outcome }
  /** `seconds` null: however late. */
  | { readonly of: 'taken'; readonly seconds: number | null }
  /** `stage` null: wherever. */
  | { readonly of: 'left'; readonly stage: string | null }
  | { readonly of: 'handled' }
  /** A phone rang. */
  | { readonly of: 'rang' }
  /** What it was for the person that the list is of; of nobody in particular: for anybody. */
  | { readonly of: 'person'; readonly what: PersonFigure }
  /** A trunk did that for it. */
  | { readonly of: 'trunk'; readonly trunk: string; readonly what: TrunkWhat }
  /** The dialplan dealt with it; `why` null: whatever the reason. */
  | { readonly of: 'fallback'; readonly why: FallbackReason | null }
  | { readonly of: 'again'; readonly within: 'hour' | 'week' }
  | { readonly of: 'hour'; readonly weekday: number; readonly hour: number }
  /** Calls that came to a step of a round, or were taken there. */
  | { readonly of: 'step'; readonly step: number; readonly round: number; readonly taken: boolean }
  /** Calls with a try that ended so; `why`: a code of EndReason, `network.s486` or `network.q17`, or `none`; null: whatever it was. */
  | { readonly of: 'try'; readonly outcome: AttemptOutcome; readonly why: string | null };

/** A figure as it stands in an address: `taken-30`, `left-step-1`, `try-unreachable-network`. */
export function figureCode(figure: CallFigure): string {
  switch (figure.of) {
    case 'kind':
      return `kind-${figure.kind}`;
    case 'outcome':
      return `outcome-${figure.outcome}`;
    case 'taken':
      return figure.seconds === null ? 'taken' : `taken-${figure.seconds}`;
    case 'left':
      return figure.stage === null ? 'left' : `left-${figure.stage}`;
    case 'handled':
    case 'rang':
      return figure.of;
    case 'person':
      return `person-${figure.what}`;
    case 'trunk':
      return `trunk-${figure.what}.${figure.trunk}`;
    case 'fallback':
      return figure.why === null ? 'fallback' : `fallback-${figure.why}`;
    case 'again':
      return `again-${figure.within}`;
    case 'hour':
      return `hour-${figure.weekday}-${figure.hour}`;
    case 'step':
      return `${figure.taken ? 'step-taken' : 'step'}-${figure.step}-${figure.round}`;
    case 'try':
      return `try-${figure.outcome}${figure.why === null ? '' : `.${figure.why}`}`;
  }
}

/** Neither a trunk's name nor a code holds a `.`. */
const TRUNK_FIGURE = /^(tried|rang|answered|failed\.[a-z0-9-]{1,40})\.([A-Za-z0-9][\w-]{0,39})$/;

/** Null: it is no figure. */
export function readFigure(text: string): CallFigure | null {
  if (text === 'handled' || text === 'rang') return { of: text };
  const match =
    /^(kind|outcome|taken|left|again|hour|step-taken|step|try|person|trunk|fallback)(?:-(.+))?$/.exec(text);
  const rest = match?.[2] ?? '';
  switch (match?.[1]) {
    case 'kind':
      return found(CALL_KINDS, rest, (kind) => ({ of: 'kind', kind }));
    case 'outcome':
      return found(OUTCOMES, rest, (outcome) => ({ of: 'outcome', outcome }));
    case 'taken':
      if (rest === '') return { of: 'taken', seconds: null };
      return /^\d{1,5}$/.test(rest) ? { of: 'taken', seconds: Number(rest) } : null;
    case 'left':
      if (rest === '') return { of: 'left', stage: null };
      return /^[a-z0-9-]{1,30}$/.test(rest) ? { of: 'left', stage: rest } : null;
    case 'person':
      return found(PERSON_FIGURES, rest, (what) => ({ of: 'person', what }));
    case 'trunk': {
      const [, what, trunk = ''] = TRUNK_FIGURE.exec(rest) ?? [];
      return what === undefined ? null : { of: 'trunk', trunk, what: what as TrunkWhat };
    }
    case 'fallback':
      if (rest === '') return { of: 'fallback', why: null };
      return found(FALLBACK_REASONS, rest, (why) => ({ of: 'fallback', why }));
    case 'again':
      return found(['hour', 'week'] as const, rest, (within) => ({ of: 'again', within }));
    case 'hour':
      return numbers(/^([1-7])-(\d{1,2})$/, rest, (weekday, hour) => ({ of: 'hour', weekday, hour }));
    case 'step':
    case 'step-taken': {
      const taken = match[1] === 'step-taken';
      return numbers(/^(-?\d{1,3})-(\d{1,3})$/, rest, (step, round) => ({ of: 'step', step, round, taken }));
    }
    case 'try': {
      const [, outcome = '', why] = /^([a-z-]+)(?:\.(.+))?$/.exec(rest) ?? [];
      const isCode = why === undefined || /^(network\.[sq]\d{1,3}|[a-z-]{1,40})$/.test(why);
      return isCode
        ? found(ATTEMPT_OUTCOMES, outcome, (one) => ({ of: 'try', outcome: one, why: why ?? null }))
        : null;
    }
    default:
      return null;
  }
}

function found<T extends string>(
  words: readonly T[],
  text: string,
  figure: (word: T) => CallFigure,
): CallFigure | null {
  const word = words.find((one) => one === text);
  return word === undefined ? null : figure(word);
}

function numbers(
  pattern: RegExp,
  text: string,
  figure: (first: number, second: number) => CallFigure,
): CallFigure | null {
  const match = pattern.exec(text);
  return match ? figure(Number(match[1]), Number(match[2])) : null;
}
