import { isDeepStrictEqual } from 'node:util';
import { NOTICE_KINDS, type NoticeKind } from '../../domain/notice/notice-kinds.ts';
import { LANGUAGES, type Language } from '../../domain/person.ts';
import { preview, templateOf } from '../../notices/compose/compose.ts';
import type { Template } from '../../notices/compose/kind-texts.ts';
import { checkTemplate, type TemplateProblem } from '../../notices/compose/template.ts';
import { TEXTS } from '../../notices/compose/texts.ts';
import { type Flaws, flawsOf, NO_FLAWS } from '../forms/flaws.ts';
import type { Messages } from '../messages/messages.ts';
import { type MemberChange, type MemberVisit, notFound, param, type Reply } from '../visit.ts';

/** Every text, in every language, and whether it is still the original. */
export async function textsPage({ needs, t }: MemberVisit): Promise<Reply> {
  const own = await needs.notices.wishes.templates();
  const shown = (kind: NoticeKind, language: Language) => {
    const template = templateOf(kind, language, own);
    const ours = templateOf(kind, language, []);
    return {
      language,
      ownMail: template.subject !== ours.subject || template.body !== ours.body,
      ownSms: template.sms !== ours.sms,
      smsLength: preview(kind, language, template).smsLength,
    };
  };
  return {
    kind: 'page',
    view: 'notices/texts',
    title: t.texts.title,
    data: {
      languages: LANGUAGES,
      kinds: NOTICE_KINDS.map((kind) => ({
        kind,
        texts: LANGUAGES.map((language) => shown(kind, language)),
      })),
    },
  };
}

/** The text of one kind in one language. */
export async function textPage(visit: MemberVisit): Promise<Reply> {
  const { kind, language } = which(visit);
  const own = await visit.needs.notices.wishes.templates();
  return textForm(visit, templateOf(kind, language, own), NO_FLAWS);
}

/** Shows what the text would look like, brings the original back, or saves. */
export async function saveText(visit: MemberChange): Promise<Reply> {
  const { fields, t, author } = visit;
  const { kind, language } = which(visit);
  const { wishes } = visit.needs.notices;
  const ours = templateOf(kind, language, []);
  const order = fields.text('do');
  const original = order === 'original-email' || order === 'original-sms';
  const typed = {
    subject: fields.text('subject'),
    body: lines(fields.text('body')),
    sms: fields.text('sms'),
  };
  // What is not brought back stays as it is in force, not as it was typed.
  const kept = original ? templateOf(kind, language, await wishes.templates()) : typed;
  const { subject, body } = order === 'original-email' ? ours : kept;
  const { sms } = order === 'original-sms' ? ours : kept;
  const template = { subject, body, sms };
  const checked = checkTemplate(kind, template);
  const flaws = checked.ok ? NO_FLAWS : inWords(checked.error, kind, t);
  if (order === 'preview') return textForm(visit, template, flaws, 200);
  if (!checked.ok) return textForm(visit, template, flaws);
  const changed = isDeepStrictEqual(template, ours)
    ? await wishes.removeTemplate(kind, language, author)
    : await wishes.setTemplate({ kind, language, ...template }, author);
  const done = original ? 'original' : changed ? 'saved' : 'unchanged';
  return { kind: 'see', path: `/settings/texts/${kind}/${language}`, done };
}

function which(visit: MemberVisit): { readonly kind: NoticeKind; readonly language: Language } {
  const kind = NOTICE_KINDS.find((one) => one === param(visit, 'kind')) ?? notFound();
  const language = LANGUAGES.find((one) => one === param(visit, 'language')) ?? notFound();
  return { kind, language };
}

/** Browsers end lines in two characters. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function inWords(problems: readonly TemplateProblem[], kind: NoticeKind, t: Messages): Flaws {
  const said = t.texts.flaws;
  const known = TEXTS[kind].words.map((word) => `{${word}}`).join(', ');
  return flawsOf(
    problems.map(({ field, problem }) => {
      if (problem.kind === 'unknown-word')
        return { path: field, message: said['unknown-word'](problem.word, known) };
      if (problem.kind === 'missing-word')
        return { path: field, message: said['missing-word'](problem.word) };
      return { path: field, message: said[problem.kind] };
    }),
  );
}

function textForm(visit: MemberVisit, template: Template, flaws: Flaws, status?: number): Reply {
  const { kind, language } = which(visit);
  const { t } = visit;
  return {
    kind: 'page',
    view: 'notices/text',
    title: `${t.notices.kinds[kind].name}, ${t.shell.languages[language]}`,
    status: status ?? (flaws.count > 0 ? 422 : 200),
    data: {
      kind,
      textLanguage: language,
      template,
      flaws,
      words: TEXTS[kind].words,
      preview: preview(kind, language, template),
    },
  };
}
