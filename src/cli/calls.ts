import type { CallRecord, CallSummary } from '../calls/log/call-history.ts';
import type { Config } from '../config.ts';
import { createCallHistory } from '../database/calls/call-history.ts';
import { localOf } from '../domain/schedule/wall-clock.ts';
import { fail, ok } from '../runtime/result.ts';
import { createNarrator } from '../words/describe-call-event.ts';
import { dialledInWords } from '../words/reason-words.ts';
import { asJson, asText, type CommandResult } from './command.ts';
import { withDatabase } from './with-database.ts';

export interface CallsFlags {
  readonly hotline?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** `vigie calls`: the last calls, the most recent first. */
export function callsCommand(config: Config, flags: CallsFlags): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const filter = {
      limit: flags.limit,
      ...(flags.hotline === undefined ? {} : { hotlineId: flags.hotline }),
    };
    const calls = await createCallHistory(db).list(filter);
    if (flags.json) return ok(asJson(calls));
    return ok(
      asText(calls.length === 0 ? ['no calls yet'] : calls.map((call) => summaryLine(call, config.timeZone))),
    );
  });
}

/** `vigie call ID`: one call and all that happened in it. */
export function callCommand(
  config: Config,
  id: string,
  flags: { readonly json?: boolean },
): Promise<CommandResult> {
  return withDatabase(config.database, 'existing', async (db) => {
    const call = await createCallHistory(db).find(id);
    if (!call) return fail([`there is no call ${id}; vigie calls lists them`]);
    return ok(flags.json ? asJson(call) : asText(story(call, config.timeZone)));
  });
}

function story(call: CallRecord, timeZone: string): readonly string[] {
  return [summaryLine(call, timeZone), ...call.timeline.map(createNarrator(timeZone))];
}

function summaryLine(call: CallSummary, timeZone: string): string {
  const caller = call.caller.number ?? 'withheld number';
  const attempts = call.attemptCount === 1 ? '1 attempt' : `${call.attemptCount} attempts`;
  return [
    localOf(call.startedAt, timeZone).slice(0, 16),
    call.hotlineId,
    caller,
    ending(call),
    attempts,
    call.id,
    ...(call.isTest ? ['test call'] : []),
  ].join('  ');
}

function ending(call: CallSummary): string {
  if (call.outcome === null || call.endedAt === null) return 'in progress';
  const seconds = Math.round((call.endedAt - call.startedAt) / 1000);
  const by =
    call.outcome === 'accepted' && call.acceptedBy !== null
      ? ` by ${dialledInWords(call.acceptedBy, 'en')}`
      : '';
  return `${call.outcome}${by}, ${seconds} s`;
}
