import type { EndpointState } from '../../domain/endpoint/endpoint-state.ts';
import type { DialTarget } from '../../domain/phone-number.ts';
import type { Instant } from '../../runtime/instant.ts';
import type { Result } from '../../runtime/result.ts';
import type { TelephonyProblem } from '../telephony.ts';

/** A phone or trunk of the PBX. */
export interface Endpoint {
  readonly name: string;
  readonly state: EndpointState;
}

/** The PBX's phones and trunks, as it stands by them itself. */
export interface EndpointSource {
  /**
   * All that the PBX lists. Of `names`, those that calls need, more is found out: whether `online` is more than hope,
   * and whether one that is not listed exists at all.
   */
  read(names: ReadonlySet<string>): Promise<Result<readonly Endpoint[], TelephonyProblem>>;
  /** Which PBX it is, in its own words: a version. */
  version(): Promise<Result<string, TelephonyProblem>>;
}

/** What was read last. */
export interface EndpointBoard {
  /** `unknown` as well for a name of which nothing was read. */
  stateOf(name: string): EndpointState;
  /** In the order of their names. */
  all(): readonly Endpoint[];
  /** Null: never, or the connection is lost since. */
  readAt(): Instant | null;
  /** Null: not known yet. */
  version(): string | null;
}

/** Which endpoint a contact method is dialled by; null: a phone of a hotline that has no trunk. */
export function endpointOf(target: DialTarget, trunk: string | null): string | null {
  return target.kind === 'extension' ? target.extension : trunk;
}
