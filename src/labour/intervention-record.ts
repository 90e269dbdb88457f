import type {
  Entered,
  Intervention,
  InterventionEvent,
  InterventionProblem,
  InterventionState,
} from '../domain/labour/intervention.ts';
import type { DomainEvent } from '../notices/domain-event.ts';
import type { Instant, Interval } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';
import type { ChainVerdict } from './hash-chain.ts';

/** One entry of the record, as it was written. */
export interface RecordEntry {
  readonly seq: number;
  readonly at: Instant;
  /** Null: Vigie. */
  readonly by: string | null;
  /** Null: erased on request. */
  readonly event: InterventionEvent | null;
  readonly kind: InterventionEvent['kind'];
  readonly hash: string;
}

export interface InterventionFilter {
  readonly personIds?: readonly string[];
  readonly states?: readonly InterventionState[];
  /** Those that touch it. */
  readonly within?: Interval;
  readonly limit?: number;
}

/** The record of interventions: entries are added and never changed (L3171-4, *fiable et infalsifiable*). */
export interface InterventionRecord {
  /** A new intervention. `domainEvent`: what is told of it, written with it. */
  open(
    personId: string,
    event: Extract<InterventionEvent, { kind: 'opened' | 'begun' }>,
    entered: Entered,
    domainEvent?: DomainEvent | null,
  ): Promise<Intervention>;
  /** One more entry; a refusal writes nothing. */
  add(
    id: string,
    event: InterventionEvent,
    entered: Entered,
    domainEvent?: DomainEvent | null,
  ): Promise<Result<Intervention, InterventionProblem>>;
}

/** The record as it is looked at. */
export interface InterventionReader {
  /** The latest first. */
  list(filter: InterventionFilter): Promise<readonly Intervention[]>;
  find(id: string): Promise<Intervention | null>;
  history(id: string): Promise<readonly RecordEntry[]>;
  /** The end of the chain: its number of entries, and the last hash. */
  end(): Promise<{ readonly seq: number; readonly hash: string }>;
}

/** What a look at the whole record finds. */
export type RecordVerdict =
  | ChainVerdict
  /** The list of interventions says something else than the entries. */
  | { readonly kind: 'differs'; readonly interventionId: string }
  /** A statement was closed on an entry that is no longer there, or is another now. */
  | { readonly kind: 'cut'; readonly statementId: number; readonly seq: number }
  /** A statement is not as it was closed. */
  | { readonly kind: 'statement'; readonly statementId: number };
