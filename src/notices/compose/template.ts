import type { NoticeKind } from '../../domain/notice/notice-kinds.ts';
import type { Language } from '../../domain/person.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { NoticeWords } from '../outbox.ts';
import type { Template } from './kind-texts.ts';
import { TEXTS } from './texts.ts';

/** Texts that people have changed, in the place of ours. */
export interface OwnTemplate extends Template {
  readonly kind: NoticeKind;
  readonly language: Language;
}

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
  const texts = TEXTS[kind];
  const used = new Set([...text.matchAll(PLACE)].map(([, word]) => word ?? ''));
  const unknown = [...used].filter((word) => !texts.words.includes(word));
  const missing = field === 'subject' ? [] : (texts.needed ?? []).filter((word) => !used.has(word));
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
