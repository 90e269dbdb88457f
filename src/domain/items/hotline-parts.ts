import { linesOf, ownPart } from './form-part.ts';
import { BLANK_WINDOW, rawWindowPart, typedWindows, type WindowRow, windowRows } from './window-rows.ts';

/** A line of an opening branch: several of one name are one branch, which holds when any of them does. */
export interface BranchRow extends WindowRow {
  readonly name: string;
  /** Empty: nobody is dialled. */
  readonly policy: string;
}

export const BLANK_BRANCH: BranchRow = { ...BLANK_WINDOW, name: '', policy: '' };

interface WrittenBranch {
  readonly name: string;
  readonly window: unknown;
  readonly policy: string | null;
}

export const BRANCH_ROWS = ownPart<{ readonly branches: readonly BranchRow[] }, readonly WrittenBranch[]>({
  typed(sent) {
    const [names, policies] = [sent.all('branchName'), sent.all('branchPolicy')];
    return {
      branches: typedWindows(sent, 'branch').map((row, index) => ({
        ...row,
        name: names[index] ?? '',
        policy: policies[index] ?? '',
      })),
    };
  },
  shown: (written) => ({
    branches: written.flatMap(({ name, window, policy }) =>
      windowRows(window).map((row) => ({ ...row, name, policy: policy ?? '' })),
    ),
  }),
  raw: ({ branches }) => joined(branches),
});

/** Lines that follow each other and say the same branch are one. */
function joined(rows: readonly BranchRow[]): readonly unknown[] {
  const branches: { name: string; policy: string | null; window: unknown[] }[] = [];
  for (const row of rows) {
    const last = branches.at(-1);
    const policy = row.policy === '' ? null : row.policy;
    if (last && last.name === row.name && last.policy === policy) last.window.push(rawWindowPart(row));
    else branches.push({ name: row.name, policy, window: [rawWindowPart(row)] });
  }
  return branches;
}

interface HoldValues {
  /** `ringback` or `music`. */
  readonly hold: string;
  readonly musicClass: string;
}

export const HOLD_PART = ownPart<HoldValues, 'ringback' | { readonly music: string }>({
  typed: (sent) => ({ hold: sent.text('hold'), musicClass: sent.text('musicClass') }),
  shown: (written) =>
    written === 'ringback'
      ? { hold: 'ringback', musicClass: 'default' }
      : { hold: 'music', musicClass: written.music },
  raw: ({ hold, musicClass }) => (hold === 'music' ? { music: musicClass } : hold),
});

interface BlockedValues {
  readonly blockedNumbers: string;
  readonly blockAnonymous: boolean;
  readonly treatment: string;
}

interface WrittenBlockList {
  readonly numbers: readonly string[];
  readonly anonymous: boolean;
  readonly treatment: string;
}

export const BLOCKED_PART = ownPart<BlockedValues, WrittenBlockList>({
  typed: (sent) => ({
    blockedNumbers: sent.text('blockedNumbers'),
    blockAnonymous: sent.has('blockAnonymous'),
    treatment: sent.text('treatment'),
  }),
  shown: ({ numbers, anonymous, treatment }, { phone }) => ({
    blockedNumbers: numbers.map(phone).join('\n'),
    blockAnonymous: anonymous,
    treatment,
  }),
  raw: ({ blockedNumbers, blockAnonymous, treatment }) => ({
    numbers: linesOf(blockedNumbers),
    anonymous: blockAnonymous,
    treatment,
  }),
});

const NO_ANSWER = {
  noAnswer: 'voicemail',
  lastKind: 'phone',
  lastAddress: '',
  lastConfirm: 'yes',
  lastRing: '45',
  maxSeconds: '180',
  minSeconds: '3',
};

interface WrittenVoicemail {
  readonly maxSeconds: number;
  readonly minSeconds: number;
}

type WrittenNoAnswer =
  | 'announcement'
  | {
      readonly voicemail: WrittenVoicemail;
      readonly lastResort?: {
        readonly extension?: string;
        readonly phone?: string;
        readonly confirm: boolean;
        readonly ringSeconds: number;
      };
    };

export const NO_ANSWER_PART = ownPart<typeof NO_ANSWER, WrittenNoAnswer>({
  typed: (sent) =>
    Object.fromEntries(Object.keys(NO_ANSWER).map((name) => [name, sent.text(name)])) as typeof NO_ANSWER,
  shown(written, { phone }) {
    if (written === 'announcement') return { ...NO_ANSWER, noAnswer: 'announcement' };
    const { voicemail, lastResort } = written;
    const message = { maxSeconds: String(voicemail.maxSeconds), minSeconds: String(voicemail.minSeconds) };
    if (!lastResort) return { ...NO_ANSWER, ...message };
    return {
      noAnswer: 'last-resort',
      lastKind: lastResort.extension === undefined ? 'phone' : 'extension',
      lastAddress: lastResort.extension ?? phone(lastResort.phone ?? ''),
      lastConfirm: lastResort.confirm ? 'yes' : 'no',
      lastRing: String(lastResort.ringSeconds),
      ...message,
    };
  },
  raw({ noAnswer, lastKind, lastAddress, lastConfirm, lastRing, maxSeconds, minSeconds }) {
    const voicemail = { maxSeconds, minSeconds };
    if (noAnswer === 'voicemail') return { voicemail };
    if (noAnswer !== 'last-resort') return noAnswer;
    const lastResort = {
      [lastKind === 'extension' ? 'extension' : 'phone']: lastAddress,
      confirm: lastConfirm !== 'no',
      ringSeconds: lastRing,
    };
    return { lastResort, voicemail };
  },
});
