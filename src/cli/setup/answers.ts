import { randomBytes } from 'node:crypto';
import { readEmail } from '../../domain/email.ts';
import {
  type DialTarget,
  type NumberingPlan,
  parseTrunk,
  readTarget,
  type Trunk,
} from '../../domain/phone-number.ts';
import { parseContext } from '../../domain/trunk.ts';

/** What has to be known to plug Vigie into an Asterisk. */
export interface SetupAnswers {
  /** Asterisk’s configuration. */
  readonly asterisk: string;
  readonly ariUrl: string;
  readonly trunk: Trunk;
  /** Where calls of the trunk arrive; null on FreePBX, whose inbound routes are made in its pages. */
  readonly context: string | null;
  /** The hotline’s, as the trunk presents it. */
  readonly number: string;
  /** Dialled when Vigie is not there and nobody on duty answers; null: nobody. */
  readonly lastResort: DialTarget | null;
  readonly name: string;
  readonly email: string;
  /** The first administrator’s, who is on call until somebody plans otherwise; null: nobody is. */
  readonly phone: DialTarget | null;
}

export type Flag =
  | 'asterisk'
  | 'ari-url'
  | 'trunk'
  | 'context'
  | 'number'
  | 'last-resort'
  | 'name'
  | 'email'
  | 'phone';

export interface Question {
  readonly flag: Flag;
  readonly asks: string;
  /** Taken for an empty answer; null: there has to be one. */
  readonly usual: string | null;
  /** Null: the answer will do. */
  readonly problem: (answer: string, plan: NumberingPlan) => string | null;
}

const someText = (expected: string) => (answer: string) => (answer === '' ? expected : null);
const phoneOrNobody = (answer: string, plan: NumberingPlan) =>
  answer === '' || readTarget(answer, plan) !== null
    ? null
    : 'expected an extension such as 201, or a number that may be dialled such as +33612345678';

/** In the order in which they are asked; the context is asked for only where Asterisk’s files are one’s own. */
export const QUESTIONS: readonly Question[] = [
  {
    flag: 'asterisk',
    asks: 'Folder of Asterisk’s configuration',
    usual: '/etc/asterisk',
    problem: someText('expected a folder'),
  },
  {
    flag: 'ari-url',
    asks: 'Address of Asterisk’s HTTP server',
    usual: 'http://127.0.0.1:8088',
    problem: (answer) =>
      /^https?:\/\/[^@\s]+$/.test(answer)
        ? null
        : 'expected an http:// or https:// address without user name or password',
  },
  {
    flag: 'trunk',
    asks: 'Name of the trunk to the outside (PJSIP endpoint)',
    usual: null,
    problem: (answer) =>
      parseTrunk(answer).ok ? null : 'expected a name made of letters, digits, - and _, such as my-trunk',
  },
  {
    flag: 'context',
    asks: 'Context of extensions.conf in which its calls arrive',
    usual: null,
    problem: (answer) => (parseContext(answer) ? null : 'expected a name such as from-carrier'),
  },
  {
    flag: 'number',
    asks: 'Number of the hotline, as the trunk presents it',
    usual: null,
    problem: (answer) =>
      /^\+?[0-9]{2,20}$/.test(answer) ? null : 'expected digits alone, such as 0987654321 or +33987654321',
  },
  {
    flag: 'last-resort',
    asks: 'Number or extension dialled when Vigie is away and nobody on duty answers (none)',
    usual: '',
    problem: phoneOrNobody,
  },
  {
    flag: 'name',
    asks: 'Name of the first administrator',
    usual: null,
    problem: someText('expected a name'),
  },
  {
    flag: 'email',
    asks: 'Their e-mail, with which they log in',
    usual: null,
    problem: (answer) => (readEmail(answer) ? null : 'expected an e-mail address'),
  },
  {
    flag: 'phone',
    asks: 'Their extension or number, dialled by the hotline until you plan who is on call (none)',
    usual: '',
    problem: phoneOrNobody,
  },
];

/** The answers, each of which had no problem, as what they mean. */
export function answersOf(given: ReadonlyMap<Flag, string>, plan: NumberingPlan): SetupAnswers {
  const of = (flag: Flag) => given.get(flag) ?? '';
  return {
    asterisk: of('asterisk'),
    ariUrl: of('ari-url').replace(/\/+$/, ''),
    trunk: of('trunk') as Trunk,
    context: of('context') || null,
    number: of('number'),
    lastResort: readTarget(of('last-resort'), plan),
    name: of('name'),
    email: readEmail(of('email')) ?? '',
    phone: readTarget(of('phone'), plan),
  };
}

/** As Asterisk’s files and shells both take it without quotes. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
