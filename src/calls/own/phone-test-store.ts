import type { PhoneTest } from '../../domain/endpoint/phone-test.ts';
import type { Result } from '../../runtime/result.ts';

/** Where it is written down which phone was tried, by whom, and what came of it. */
export interface PhoneTestStore {
  /** Says why it could not be written. */
  keep(test: PhoneTest): Promise<Result<void, string>>;
}
