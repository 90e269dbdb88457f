import type { Router } from 'express';
import { mayListen } from '../calls/messages/may-listen.ts';
import type { Config } from '../config.ts';
import { createCallHistory } from '../database/calls/call-history.ts';
import { readLinkedMessage } from '../database/calls/listen-links.ts';
import { createConfigurationReader } from '../database/configuration/configuration-reader.ts';
import { createConfigurationStore } from '../database/configuration/configuration-store.ts';
import { readPeople } from '../database/configuration/people-store.ts';
import type { Database } from '../database/database.ts';
import { createSmsAnswers } from '../database/notices/sms-answer-store.ts';
import { readSchedulesInForce } from '../database/planning/schedule-store.ts';
import { createWallLinkStore } from '../database/planning/wall-link-store.ts';
import { createWishStore } from '../database/planning/wish-store.ts';
import { createTaskSearch } from '../database/tasks/task-search.ts';
import { takeProvedAddress } from '../notices/address-proofs.ts';
import { callerPhrase, momentPhrase } from '../notices/compose/phrases.ts';
import type { Confirmation } from '../notices/confirmations.ts';
import type { IncomingSms } from '../notices/sms-answers.ts';
import { hashLinkToken } from '../notices/tokens.ts';
import type { ScheduleStore } from '../planning/schedule-store.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Instant } from '../runtime/instant.ts';
import type { Logger } from '../runtime/log.ts';
import { confirmRouter, type DutyToConfirm } from '../web/open/confirm.ts';
import { gatewayIncomingRouter, twilioIncomingRouter } from '../web/open/incoming-sms.ts';
import { listenRouter } from '../web/open/listen.ts';
import { proveAddressRouter } from '../web/open/prove-address.ts';
import { twilioStatusRouter } from '../web/open/twilio-status.ts';
import { wallRouter } from '../web/open/wall.ts';
import { openWishRouter } from '../web/open/wishes.ts';
import { readWall } from '../web/wall-links/on-the-wall.ts';
import { readWishes, takeWish } from '../web/wishes/wish-calendar.ts';
import type { NoticeModule } from './notice-module.ts';
import { TWILIO_INCOMING_PATH, TWILIO_STATUS_PATH } from './senders.ts';

interface OpenRouteDependencies {
  readonly config: Pick<Config, 'notices' | 'numberingPlan' | 'timeZone' | 'http'>;
  readonly db: Database;
  readonly reading: Database;
  readonly schedules: ScheduleStore;
  readonly noticeModule: NoticeModule;
  readonly log: Logger;
}

/** The pages and hooks for which nobody logs in: each proves by itself that whoever comes may. */
export async function createOpenRouters(dependencies: OpenRouteDependencies): Promise<readonly Router[]> {
  return [
    listening(dependencies),
    confirming(dependencies),
    provingAddresses(dependencies),
    askingForWishes(dependencies),
    onTheWall(dependencies),
    ...(await twilioReports(dependencies)),
    ...(await smsAnswers(dependencies)),
  ];
}

function listening({ db, config, noticeModule, schedules }: OpenRouteDependencies): Router {
  const sources = {
    history: createCallHistory(db),
    tasks: createTaskSearch(db),
    reader: createConfigurationReader(db),
    schedules,
    supervisorsHear: config.http.supervisorsHear,
  };
  return listenRouter({
    async message(token) {
      const now = systemClock.now();
      const linked = await readLinkedMessage(db, hashLinkToken(token), now);
      if (linked === null) return null;
      const [reader] = await noticeModule.recipients.of([linked.personId]);
      if (!reader || !(await mayListen(reader, linked.callId, sources, now))) return null;
      const { language } = reader;
      const caller = callerPhrase(linked.caller, language, config.numberingPlan.homeCountry);
      return {
        recording: linked.recording,
        wav: linked.wav,
        language,
        title: linked.hotlineName,
        details: `${caller}, ${momentPhrase(linked.at, linked.timeZone, language, now)}`,
      };
    },
  });
}

function confirming({ noticeModule, schedules }: OpenRouteDependencies): Router {
  const { confirmations, recipients } = noticeModule;
  return confirmRouter({
    async duty(token): Promise<DutyToConfirm | null> {
      const shift = await confirmations.byToken(hashLinkToken(token));
      if (shift === null) return null;
      const [person] = await recipients.of([shift.personId]);
      const schedule = await schedules.schedule(shift.scheduleId, shift.startAt);
      if (!person || !schedule) return null;
      const { language, name } = person;
      const over = shift.endAt <= systemClock.now();
      return {
        language,
        person: name,
        schedule: schedule.name,
        from: momentPhrase(shift.startAt, schedule.timeZone, language, systemClock.now()),
        to: momentPhrase(shift.endAt, schedule.timeZone, language, systemClock.now()),
        state: over ? 'over' : stateOf(shift),
      };
    },
    async answer(token, answer) {
      const shift = await confirmations.byToken(hashLinkToken(token));
      if (!shift || (await recipients.of([shift.personId])).length === 0) return;
      const write = answer === 'confirmed' ? confirmations.confirm : confirmations.decline;
      if (await write(shift.id, 'link', systemClock.now())) noticeModule.poke();
    },
  });
}

function askingForWishes({ db, noticeModule, schedules }: OpenRouteDependencies): Router {
  const wishes = createWishStore(db);
  const find = async (token: string) => {
    const link = await wishes.byLink(hashLinkToken(token));
    const [person] = link ? await noticeModule.recipients.of([link.personId]) : [];
    const shown =
      link && person
        ? await readWishes({ wishes, schedules }, link.roundId, link.personId, systemClock.now())
        : null;
    return shown && person ? { shown, person } : null;
  };
  return openWishRouter({
    async wishes(token) {
      const found = await find(token);
      return found && { language: found.person.language, person: found.person.name, shown: found.shown };
    },
    async take(token, sent) {
      const found = await find(token);
      if (found) await takeWish(wishes, found.shown, found.person.personId, sent, systemClock.now());
    },
  });
}

function onTheWall({ db, reading, config }: OpenRouteDependencies): Router {
  const links = createWallLinkStore(db, reading);
  const sources = {
    people: () => readPeople(reading),
    schedules: (since: Instant) => readSchedulesInForce(reading, since),
    timeZone: config.timeZone,
    numberingPlan: config.numberingPlan,
  };
  return wallRouter({
    async wall(token) {
      const link = await links.byToken(hashLinkToken(token));
      return link && readWall(link, sources, systemClock.now());
    },
  });
}

function provingAddresses({ db, config, noticeModule }: OpenRouteDependencies): Router {
  const { addressProofs: store, recipients, notificationPreferences } = noticeModule;
  const rules = { plan: config.numberingPlan, homeTimeZone: config.timeZone };
  const take = { store, configuration: createConfigurationStore(db), notificationPreferences, rules };
  const find = async (token: string) => {
    const waiting = await store.find(hashLinkToken(token), systemClock.now());
    const [person] = waiting ? await recipients.of([waiting.personId]) : [];
    return waiting && person ? { waiting, person } : null;
  };
  return proveAddressRouter({
    async address(token) {
      const found = await find(token);
      if (found === null) return null;
      const { waiting, person } = found;
      return { language: person.language, person: person.name, address: waiting.address };
    },
    async confirm(token) {
      const found = await find(token);
      if (found === null) return false;
      return takeProvedAddress(found.waiting, found.person.name, systemClock.now(), take);
    },
  });
}

function stateOf({ confirmedAt, declinedAt }: Confirmation): DutyToConfirm['state'] {
  if (declinedAt !== null) return 'declined';
  return confirmedAt === null ? 'open' : 'confirmed';
}

async function twilioReports({ config, noticeModule }: OpenRouteDependencies): Promise<readonly Router[]> {
  const { sms } = config.notices;
  const { publicUrl } = config.http;
  if (sms.kind !== 'twilio' || publicUrl === null) return [];
  const { isFromTwilio, twilioReport } = await import('../sms/twilio-sender.ts');
  return [
    twilioStatusRouter({
      path: TWILIO_STATUS_PATH,
      // The address that Twilio was given, whatever a proxy in between makes of the request.
      isSigned: (signature, parameters) =>
        isFromTwilio(sms.authToken, signature, `${publicUrl}${TWILIO_STATUS_PATH}`, parameters),
      reportOf: twilioReport,
      async record(reference, report, said) {
        const trouble = said === null ? null : ({ code: 'answered', said } as const);
        await noticeModule.outbox.report(reference, report, trouble, systemClock.now());
        noticeModule.poke();
      },
    }),
  ];
}

async function smsAnswers({
  config,
  db,
  log,
  noticeModule,
}: OpenRouteDependencies): Promise<readonly Router[]> {
  const { smsAnswers: way, sms } = config.notices;
  const { publicUrl } = config.http;
  if (way === null) return [];
  const answers = createSmsAnswers(db, config.numberingPlan);
  const receive = async (incoming: IncomingSms) => {
    const answer = await answers.receive(incoming, systemClock.now());
    log.info({ from: incoming.from, answer }, 'an SMS came in');
    noticeModule.poke();
  };
  if (way.kind === 'http')
    return [gatewayIncomingRouter({ secret: way.secret, fields: way.fields, receive })];
  if (sms.kind !== 'twilio' || publicUrl === null) return [];
  const { isFromTwilio } = await import('../sms/twilio-sender.ts');
  return [
    twilioIncomingRouter({
      path: TWILIO_INCOMING_PATH,
      isSigned: (signature, parameters) =>
        isFromTwilio(sms.authToken, signature, `${publicUrl}${TWILIO_INCOMING_PATH}`, parameters),
      receive,
    }),
  ];
}
