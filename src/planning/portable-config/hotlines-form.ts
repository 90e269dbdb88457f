import { z } from 'zod';
import {
  ANSWER_MODES,
  type HoldSound,
  type Hotline,
  type NoAnswer,
  type OpeningBranch,
  REFUSAL_TREATMENTS,
  type VoicemailRule,
} from '../../domain/hotline.ts';
import { LANGUAGES } from '../../domain/person.ts';
import { NO_HOLIDAYS } from '../../domain/schedule/duty-window.ts';
import { brokenInWindow } from '../../domain/schedule/validity.ts';
import { fail, ok } from '../../runtime/result.ts';
import { explainRule } from '../../words/english/planning-rules.ts';
import {
  blockedEntry,
  dialFields,
  dialKeys,
  dialledNumber,
  dialTarget,
  expecting,
  firstGiven,
  flag,
  label,
  list,
  mapping,
  neededWhenNew,
  oneOf,
  type ReadingContext,
  reference,
  refuse,
  shownNumber,
  sound,
  timeZone,
  trunk,
  wholeNumber,
  word,
} from './fields.ts';
import { type ItemForm, parse } from './form.ts';
import { holidaysShape, windowShape, writeHolidays, writeWindow } from './window-form.ts';

const HOLD_FORMS = 'ringback, music or {music: class}';
const NO_ANSWER_FORMS = 'announcement, or voicemail, or lastResort with or without voicemail';
const DEFAULT_VOICEMAIL: VoicemailRule = { maxSeconds: 180, minSeconds: 3 };

/** Hotlines. */
export const hotlinesForm: ItemForm<'hotlines'> = {
  read(id, raw, before, context) {
    const parsed = parse(hotlineShape(context, before === null), raw);
    if (!parsed.ok) return parsed;
    const file = parsed.value;
    const hotline: Hotline = {
      id,
      name: firstGiven(file.name, before?.name),
      language: firstGiven(file.language, before?.language, 'fr'),
      numbers: firstGiven<readonly string[]>(file.numbers, before?.numbers, []),
      policyId: firstGiven(file.policy, before?.policyId),
      timeZone: firstGiven(file.timeZone, before?.timeZone, context.homeTimeZone),
      holidays: firstGiven(file.holidays, before?.holidays, NO_HOLIDAYS),
      branches: firstGiven<readonly OpeningBranch[]>(file.branches, before?.branches, []),
      answer: firstGiven(file.answer, before?.answer, 'at-entry'),
      greetingSound: firstGiven(file.greeting, before?.greetingSound, null),
      recordedGreeting: firstGiven(file.recordedGreeting, before?.recordedGreeting, null),
      nameSound: firstGiven(file.nameSound, before?.nameSound, null),
      hold: firstGiven<HoldSound>(file.hold, before?.hold, { kind: 'ringback' }),
      callerId: firstGiven(file.callerId, before?.callerId, null),
      trunk: firstGiven(file.trunk, before?.trunk, null),
      acceptWindowSeconds: firstGiven(file.acceptWindowSeconds, before?.acceptWindowSeconds, 20),
      ringEngagedPeople: firstGiven(file.ringEngagedPeople, before?.ringEngagedPeople, false),
      blocked: firstGiven(file.blocked, before?.blocked, {
        numbers: [],
        anonymous: false,
        treatment: 'reject',
      }),
      noAnswer: firstGiven<NoAnswer>(file.noAnswer, before?.noAnswer, {
        kind: 'voicemail',
        voicemail: DEFAULT_VOICEMAIL,
      }),
    };
    const validationErrors = hotline.branches.flatMap(({ window }, index) =>
      brokenInWindow(window, hotline.holidays).map((broken) => ({
        path: ['branches', index, 'window', ...broken.path],
        message: explainRule(broken),
      })),
    );
    return validationErrors.length > 0 ? fail(validationErrors) : ok(hotline);
  },
  write: (hotline) => ({
    name: hotline.name,
    language: hotline.language,
    numbers: hotline.numbers,
    policy: hotline.policyId,
    timeZone: hotline.timeZone,
    holidays: writeHolidays(hotline.holidays),
    branches: hotline.branches.map(({ name, window, policyId }) => ({
      name,
      window: writeWindow(window),
      policy: policyId,
    })),
    answer: hotline.answer,
    greeting: hotline.greetingSound,
    recordedGreeting: hotline.recordedGreeting,
    nameSound: hotline.nameSound,
    hold: hotline.hold.kind === 'ringback' ? 'ringback' : { music: hotline.hold.musicClass },
    callerId: hotline.callerId,
    trunk: hotline.trunk,
    acceptWindowSeconds: hotline.acceptWindowSeconds,
    ringEngagedPeople: hotline.ringEngagedPeople,
    blocked: hotline.blocked,
    noAnswer: writeNoAnswer(hotline.noAnswer),
  }),
};

function hotlineShape(context: ReadingContext, isNew: boolean) {
  const { plan } = context;
  return mapping({
    name: neededWhenNew(isNew, label),
    language: oneOf(LANGUAGES).optional(),
    numbers: list(dialledNumber(plan), String).optional(),
    policy: neededWhenNew(isNew, reference(context, 'policies')),
    timeZone: timeZone.optional(),
    holidays: holidaysShape().optional(),
    branches: list(branchShape(context), ({ name }) => name).optional(),
    answer: oneOf(ANSWER_MODES).optional(),
    greeting: sound.nullable().optional(),
    recordedGreeting: recording(context).nullable().optional(),
    nameSound: sound.nullable().optional(),
    hold: holdShape().optional(),
    callerId: shownNumber(plan).nullable().optional(),
    trunk: trunk.nullable().optional(),
    acceptWindowSeconds: wholeNumber(1, 120).optional(),
    ringEngagedPeople: flag.optional(),
    blocked: mapping({
      numbers: list(blockedEntry(plan), String).default([]),
      anonymous: flag.default(false),
      treatment: oneOf(REFUSAL_TREATMENTS).default('reject'),
    }).optional(),
    noAnswer: noAnswerShape(context).optional(),
  });
}

/** A recording cannot stand in a file: it is here already, or came beside the file. */
function recording({ sounds }: ReadingContext) {
  return z.string({ error: expecting('the id of a recording') }).refine((id) => sounds.has(id), {
    error: ({ input }) =>
      `unknown recording ${input}: files hold none, it comes beside this one with --sounds`,
  });
}

function branchShape(context: ReadingContext) {
  return mapping({
    name: label,
    window: windowShape(),
    policy: reference(context, 'policies').nullable(),
  }).transform(({ name, window, policy }): OpeningBranch => ({ name, window, policyId: policy }));
}

/** `ringback`, `music` (Asterisk's default class), or `{music: class}`. */
function holdShape() {
  const written = mapping({ ringback: z.literal(true).optional(), music: word.optional() }, HOLD_FORMS);
  const meaning = { ringback: { ringback: true }, music: { music: 'default' } };
  return z.preprocess(spelledOut(meaning), written).transform(({ ringback, music }, issues): HoldSound => {
    if ((ringback === undefined) === (music === undefined)) return refuse(issues, `expected ${HOLD_FORMS}`);
    return music === undefined ? { kind: 'ringback' } : { kind: 'music', musicClass: music };
  });
}

/** `announcement`, `voicemail`, or a mapping with `voicemail` and perhaps `lastResort` before it. */
function noAnswerShape(context: ReadingContext) {
  const voicemail = mapping({
    maxSeconds: wholeNumber(1, 3600).default(DEFAULT_VOICEMAIL.maxSeconds),
    minSeconds: wholeNumber(0, 60).default(DEFAULT_VOICEMAIL.minSeconds),
  });
  const lastResort = mapping({
    ...dialKeys(context.plan),
    confirm: flag.default(true),
    ringSeconds: wholeNumber(1, 300).default(45),
  }).transform((fields, issues) => ({
    target: dialTarget(fields, issues),
    mustAccept: fields.confirm,
    ringSeconds: fields.ringSeconds,
  }));
  const written = mapping(
    {
      announcement: z.literal(true).optional(),
      voicemail: voicemail.optional(),
      lastResort: lastResort.optional(),
    },
    NO_ANSWER_FORMS,
  );
  const meaning = { announcement: { announcement: true }, voicemail: { voicemail: {} } };
  return z.preprocess(spelledOut(meaning), written).transform((fields, issues): NoAnswer => {
    if (fields.announcement && !fields.voicemail && !fields.lastResort) return { kind: 'announcement' };
    const rule = fields.voicemail ?? DEFAULT_VOICEMAIL;
    if (!fields.announcement && fields.lastResort)
      return { kind: 'last-resort', ...fields.lastResort, voicemail: rule };
    if (!fields.announcement && fields.voicemail) return { kind: 'voicemail', voicemail: rule };
    return refuse(issues, `expected ${NO_ANSWER_FORMS}`);
  });
}

/** A single word in place of a mapping. */
function spelledOut(meanings: Readonly<Record<string, unknown>>): (raw: unknown) => unknown {
  return (raw) => (typeof raw === 'string' && Object.hasOwn(meanings, raw) ? meanings[raw] : raw);
}

function writeNoAnswer(noAnswer: NoAnswer): unknown {
  switch (noAnswer.kind) {
    case 'announcement':
      return 'announcement';
    case 'voicemail':
      return { voicemail: noAnswer.voicemail };
    case 'last-resort': {
      const { target, mustAccept, ringSeconds, voicemail } = noAnswer;
      return { lastResort: { ...dialFields(target), confirm: mustAccept, ringSeconds }, voicemail };
    }
  }
}
