import type { Hotline } from '../../domain/hotline.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import type { Fields } from '../forms/fields.ts';
import { rawHolidays } from '../forms/holidays.ts';
import { BLANK_WINDOW, rawWindowPart, type WindowRow, windowRow } from '../forms/window-rows.ts';

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
  'timeZone',
  'country',
  'region',
  'closedDays',
] as const;
/** A line of an opening branch: several of one name are one branch, which holds when any of them does. */
export interface BranchRow extends WindowRow {
  readonly name: string;
  /** Empty: nobody is rung. */
  readonly policy: string;
}

export const BLANK_BRANCH: BranchRow = { ...BLANK_WINDOW, name: '', policy: '' };

const FLAGS = ['ringEngaged', 'blockAnonymous'] as const;

/** A hotline as it stands in its form: what was typed, right or wrong. */
export type HotlineValues = Readonly<Record<(typeof TEXTS)[number], string>> &
  Readonly<Record<(typeof FLAGS)[number], boolean>> & { readonly branches: readonly BranchRow[] };

export function typedHotline(fields: Fields): HotlineValues {
  return {
    ...(Object.fromEntries(TEXTS.map((name) => [name, fields.text(name)])) as Record<
      (typeof TEXTS)[number],
      string
    >),
    branches: fields
      .rows('branchName', 'branchHours', 'branchHolidays', 'branchFrom', 'branchTo', 'branchPolicy')
      .map((row) => ({
        name: row.branchName,
        hours: row.branchHours,
        holidays: row.branchHolidays,
        from: row.branchFrom,
        to: row.branchTo,
        policy: row.branchPolicy,
      })),
    ringEngaged: fields.has('ringEngaged'),
    blockAnonymous: fields.has('blockAnonymous'),
  };
}

export function valuesOfHotline(hotline: Hotline, phone: (number: string) => string): HotlineValues {
  const { noAnswer } = hotline;
  const last = noAnswer.kind === 'last-resort' ? noAnswer : null;
  const voicemail = noAnswer.kind === 'announcement' ? null : noAnswer.voicemail;
  return {
    branches: hotline.branches.flatMap(({ name, window, policyId }) =>
      window.map((part) => ({ ...windowRow(part), name, policy: policyId ?? '' })),
    ),
    timeZone: hotline.timeZone,
    country: hotline.holidays.country ?? '',
    region: hotline.holidays.region ?? '',
    closedDays: hotline.holidays.closedDays.join('\n'),
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
    timeZone: values.timeZone === '' ? undefined : values.timeZone,
    holidays: rawHolidays(values),
    branches: rawBranches(values.branches),
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

/** Lines that follow each other and say the same branch are one. */
function rawBranches(rows: readonly BranchRow[]): readonly unknown[] {
  const branches: { name: string; policy: string | null; window: unknown[] }[] = [];
  for (const row of rows) {
    const last = branches.at(-1);
    const policy = row.policy === '' ? null : row.policy;
    if (last && last.name === row.name && last.policy === policy) last.window.push(rawWindowPart(row));
    else branches.push({ name: row.name, policy, window: [rawWindowPart(row)] });
  }
  return branches;
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
