import type { Finding } from '../../domain/installation/fault.ts';
import type { Instant } from '../../runtime/instant.ts';

/** What pages need of the doctor. */
export interface InstallationPages {
  /** Null: not looked at yet. */
  latest(): { readonly at: Instant; readonly findings: readonly Finding[] } | null;
  examine(): Promise<void>;
}
