import type { Config } from '../config.ts';
import { createOutbox } from '../database/notices/outbox-store.ts';
import { readDeliveryStatus, saysAddressIsDead } from '../mail/delivery-status.ts';
import type { Clock } from '../runtime/clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { asText, type CommandResult } from './command.ts';
import { readText } from './read-text.ts';
import { withDatabase } from './with-database.ts';

/**
 * `vigie bounce`: a mail that came back, on standard input, as a mail server or a program that reads an inbox hands it
 * on. What is no bounce of ours is no error: an inbox gets all kinds of mail, and none of it is to come back.
 */
export function bounceCommand(config: Config, clock: Clock, file = '-'): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const raw = readText(file);
    if (!raw.ok) return fail([raw.error]);
    const bounce = readDeliveryStatus(raw.value);
    if (bounce === null) return ok(asText(['this mail says of no letter that it did not arrive']));
    const known = await createOutbox(db).bounced(bounce, saysAddressIsDead(bounce), clock.now());
    return ok(asText([known ? `noted: ${bounce.said}` : 'no letter of ours: nothing was noted']));
  });
}
