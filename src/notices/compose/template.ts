import type { NoticeKind } from '../../domain/notice/notice.ts';
import type { Language } from '../../domain/person.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { NoticeWords } from '../outbox.ts';

/** The texts of one kind of notice in one language. `{word}` stands for what is known of the occasion. */
export interface Template {
  readonly subject: string;
  readonly body: string;
  readonly sms: string;
}

export type Templates = Readonly<Record<NoticeKind, Template>>;

/** Texts that people have changed, in the place of ours. */
export interface OwnTemplate extends Template {
  readonly kind: NoticeKind;
  readonly language: Language;
}

/** The words that each kind of notice knows. `link` is empty when Vigie has no public address. */
export const WORDS: Readonly<Record<NoticeKind, readonly string[]>> = {
  'call-received': ['hotline', 'caller', 'at'],
  'missed-call': ['hotline', 'caller', 'at', 'ending', 'link'],
  voicemail: ['hotline', 'caller', 'at', 'seconds', 'link'],
  'voicemail-unfetched': ['hotline', 'caller', 'at', 'seconds', 'link'],
  'call-taken': ['hotline', 'caller', 'at', 'person'],
  escalated: ['hotline', 'caller', 'at', 'tried'],
  'caller-left': ['hotline', 'caller', 'at'],
  'duty-reminder': ['schedule', 'from', 'to', 'link', 'reply'],
  'duty-unconfirmed': ['schedule', 'person', 'from', 'to', 'next'],
  'duty-stand-by': ['schedule', 'person', 'from', 'to'],
  'duty-declined': ['schedule', 'person', 'from', 'to', 'next'],
  'answer-confirmed': ['schedule', 'from', 'to'],
  'answer-declined': ['schedule', 'from', 'to'],
  'answer-unclear': ['schedule', 'from', 'nothing'],
  'duty-began': ['schedule', 'from', 'to'],
  'planning-changed': ['schedule', 'person', 'link'],
  'swap-proposed': ['schedule', 'person', 'from', 'to', 'link'],
  'swap-accepted': ['schedule', 'person', 'from', 'to'],
  'gap-ahead': ['schedule', 'from', 'to'],
  'person-unreachable': ['person', 'reason', 'phones'],
  'person-unreachable-soon': ['from', 'phones'],
  'person-reachable': ['person', 'at'],
  trouble: ['subject', 'detail', 'at'],
  'trouble-over': ['subject', 'at'],
  'task-opened': ['hotline', 'caller', 'at', 'link'],
  'task-escalated': ['hotline', 'caller', 'at', 'person', 'link'],
  'caller-again': ['hotline', 'caller', 'at'],
};

/** Without these a notice of that kind is of no use. */
const NEEDED: Readonly<Partial<Record<NoticeKind, readonly string[]>>> = {
  'duty-reminder': ['link'],
};

const PLACE = /\{([a-z]+)\}/g;
const FIELDS = ['subject', 'body', 'sms'] as const;

export interface TemplateProblem {
  readonly field: (typeof FIELDS)[number];
  readonly problem:
    | { readonly kind: 'empty' | 'too-long' }
    | { readonly kind: 'unknown-word' | 'missing-word'; readonly word: string };
}

const LONGEST: Readonly<Record<(typeof FIELDS)[number], number>> = { subject: 200, body: 10_000, sms: 600 };

/** Whether texts of somebody's own can be used; every problem names its field and word. */
export function checkTemplate(
  kind: NoticeKind,
  template: Template,
): Result<void, readonly TemplateProblem[]> {
  const problems = FIELDS.flatMap((field) => problemsIn(kind, field, template[field]));
  return problems.length === 0 ? ok(undefined) : fail(problems);
}

function problemsIn(
  kind: NoticeKind,
  field: TemplateProblem['field'],
  text: string,
): readonly TemplateProblem[] {
  if (text.trim() === '') return [{ field, problem: { kind: 'empty' } }];
  if (text.length > LONGEST[field]) return [{ field, problem: { kind: 'too-long' } }];
  const used = new Set([...text.matchAll(PLACE)].map(([, word]) => word ?? ''));
  const unknown = [...used].filter((word) => !WORDS[kind].includes(word));
  const missing = field === 'subject' ? [] : (NEEDED[kind] ?? []).filter((word) => !used.has(word));
  return [
    ...unknown.map((word) => ({ field, problem: { kind: 'unknown-word', word } }) as const),
    ...missing.map((word) => ({ field, problem: { kind: 'missing-word', word } }) as const),
  ];
}

/** A text with its words. A paragraph, or a line, that says nothing without words that are empty is left out. */
export function fill(text: string, words: NoticeWords): string {
  const says = (part: string) => {
    const places = [...part.matchAll(PLACE)];
    return places.length === 0 || places.some(([, word]) => (words[word ?? ''] ?? '') !== '');
  };
  const paragraphs = text.split(/\n{2,}/).filter(says);
  const lines = paragraphs.map((paragraph) => paragraph.split('\n').filter(says).join('\n'));
  return lines.join('\n\n').replace(PLACE, (_place, word: string) => words[word] ?? '');
}
