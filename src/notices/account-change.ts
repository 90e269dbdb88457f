import { createToken } from '../accounts/tokens.ts';
import type { DeliveryTrouble } from '../domain/notice/delivery-trouble.ts';
import { SECOND } from '../runtime/instant.ts';
import type { Result } from '../runtime/result.ts';
import { type AccountChangeWords, accountChangeText } from './compose/account-change-text.ts';
import { createDirectSending, type DirectSendDependencies } from './send-directly.ts';

export interface AccountChangeNews extends AccountChangeWords {
  readonly personId: string;
  /** The account's address before the change. */
  readonly email: string;
}

export type MailAccountChange = (news: AccountChangeNews) => Promise<Result<true, DeliveryTrouble>>;

const TRIED_FOR_SECONDS = 2 * 24 * 3600;

/** Tells somebody at the address they had that their account was changed, by themselves or by whoever passes for them. */
export function createMailAccountChange(dependencies: DirectSendDependencies): MailAccountChange {
  const send = createDirectSending(dependencies);
  return (news) => {
    const { personId, email, language } = news;
    const letter = {
      ...{ name: `account-${createToken()}`, to: email, language, thread: null, attachment: null },
      ...accountChangeText(news),
    };
    const expiresAt = dependencies.clock.now() + TRIED_FOR_SECONDS * SECOND;
    return send({ personId, what: 'account-change', letter, expiresAt });
  };
}
