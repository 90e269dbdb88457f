import type { Hotline } from '../../domain/hotline.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { Fields } from '../forms/fields.ts';

const TEXTS = [
  'name',
  'language',
  'numbers',
  'policy',
  'answer',
  'greeting',
  'nameSound',
  'hold',
  'musicClass',
  'callerId',
  'trunk',
  'acceptWindow',
  'blockedNumbers',
  'treatment',
  'noAnswer',
  'lastKind',
  'lastAddress',
  'lastConfirm',
  'lastRing',
  'maxSeconds',
  'minSeconds',
] as const;
const FLAGS = ['ringEngaged', 'blockAnonymous'] as const;

/** A hotline as it stands in its form: what was typed, right or wrong. */
export type HotlineValues = Readonly<Record<(typeof TEXTS)[number], string>> &
  Readonly<Record<(typeof FLAGS)[number], boolean>>;

export function typedHotline(fields: Fields): HotlineValues {
  return {
    ...(Object.fromEntries(TEXTS.map((name) => [name, fields.text(name)])) as Record<
      (typeof TEXTS)[number],
      string
    >),
    ringEngaged: fields.has('ringEngaged'),
    blockAnonymous: fields.has('blockAnonymous'),
  };
}

export function valuesOfHotline(hotline: Hotline, phone: (number: string) => string): HotlineValues {
  const { noAnswer } = hotline;
  const last = noAnswer.kind === 'last-resort' ? noAnswer : null;
  const voicemail = noAnswer.kind === 'announcement' ? null : noAnswer.voicemail;
  return {
    name: hotline.name,
    language: hotline.language,
    numbers: hotline.numbers.map(phone).join('\n'),
    policy: hotline.policyId,
    answer: hotline.answer,
    greeting: hotline.greetingSound ?? '',
    nameSound: hotline.nameSound ?? '',
    hold: hotline.hold.kind,
    musicClass: hotline.hold.kind === 'music' ? hotline.hold.musicClass : 'default',
    callerId: hotline.callerId === null ? '' : phone(hotline.callerId),
    trunk: hotline.trunk ?? '',
    acceptWindow: String(hotline.acceptWindowSeconds),
    ringEngaged: hotline.ringEngagedPeople,
    blockedNumbers: hotline.blocked.numbers.map(phone).join('\n'),
    blockAnonymous: hotline.blocked.anonymous,
    treatment: hotline.blocked.treatment,
    noAnswer: noAnswer.kind,
    lastKind: last?.target.kind ?? 'phone',
    lastAddress: last === null ? '' : phone(describeTarget(last.target)),
    lastConfirm: last?.mustAccept === false ? 'no' : 'yes',
    lastRing: String(last?.ringSeconds ?? 45),
    maxSeconds: String(voicemail?.maxSeconds ?? 180),
    minSeconds: String(voicemail?.minSeconds ?? 3),
  };
}

/** As a configuration file would say it. */
export function rawHotline(values: HotlineValues): Readonly<Record<string, unknown>> {
  return {
    name: values.name,
    language: values.language,
    numbers: lines(values.numbers),
    policy: values.policy,
    answer: values.answer,
    greeting: values.greeting === '' ? null : values.greeting,
    nameSound: values.nameSound === '' ? null : values.nameSound,
    hold: values.hold === 'music' ? { music: values.musicClass } : values.hold,
    callerId: values.callerId === '' ? null : values.callerId,
    trunk: values.trunk === '' ? null : values.trunk,
    acceptWindowSeconds: values.acceptWindow,
    ringEngagedPeople: values.ringEngaged,
    blocked: {
      numbers: lines(values.blockedNumbers),
      anonymous: values.blockAnonymous,
      treatment: values.treatment,
    },
    noAnswer: rawNoAnswer(values),
  };
}

function rawNoAnswer(values: HotlineValues): unknown {
  const voicemail = { maxSeconds: values.maxSeconds, minSeconds: values.minSeconds };
  if (values.noAnswer === 'voicemail') return { voicemail };
  if (values.noAnswer !== 'last-resort') return values.noAnswer;
  const lastResort = {
    [values.lastKind === 'extension' ? 'extension' : 'phone']: values.lastAddress,
    confirm: values.lastConfirm !== 'no',
    ringSeconds: values.lastRing,
  };
  return { lastResort, voicemail };
}

/** A number a line; empty lines mean nothing. */
export function lines(text: string): readonly string[] {
  return text
    .split(/[\r\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
