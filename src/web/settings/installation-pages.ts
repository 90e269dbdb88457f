import type { Finding } from '../../domain/installation/fault.ts';
import type { Instant } from '../../runtime/instant.ts';

/** What pages need of the doctor. */
export interface InstallationPages {
  /** Null: not looked at yet. */
  latest(): { readonly at: Instant; readonly findings: readonly Finding[] } | null;
  examine(): Promise<void>;
}

/** What pages need of the test calls of the whole chain. */
export interface TestCallPages {
  /** The last of each number. */
  latest(): readonly {
    readonly number: string;
    readonly endedAt: Instant | null;
    readonly findings: readonly Finding[] | null;
  }[];
  /** Has one placed within seconds. */
  ask(number: string): Promise<void>;
}
