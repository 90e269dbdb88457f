import type { SmsAnswer } from '../domain/notice/sms-answer.ts';
import type { Instant } from '../runtime/instant.ts';

/** An SMS that somebody sent to the number that ours come from. */
export interface IncomingSms {
  /** As the gateway wrote it. Forgeable by whoever can forge an SMS: it confirms duty, and opens nothing. */
  readonly from: string;
  readonly text: string;
  /** The gateway's own name for it; null: it gives none. */
  readonly reference: string | null;
}

/** Where answers are taken: what they change, and what there is to tell of it, in one transaction. */
export interface SmsAnswers {
  receive(sms: IncomingSms, now: Instant): Promise<SmsAnswer | 'duplicate'>;
}
