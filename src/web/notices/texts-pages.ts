import { isDeepStrictEqual } from 'node:util';
import { NOTICE_KINDS, type NoticeKind } from '../../domain/notice/notice-kinds.ts';
import { LANGUAGES, type Language } from '../../domain/person.ts';
import { preview, templateOf } from '../../notices/compose/compose.ts';
import type { Template } from '../../notices/compose/kind-texts.ts';
import { checkTemplate, type TemplateProblem } from '../../notices/compose/template.ts';
import { TEXTS } from '../../notices/compose/texts.ts';
import { createBreather } from '../../runtime/clock.ts';
import { NO_ERRORS, type ValidationErrors, validationErrorsOf } from '../forms/validation-errors.ts';
import type { Messages } from '../messages/messages.ts';
import {
  type MemberChangeContext,
  type MemberContext,
  notFound,
  param,
  type Reply,
} from '../request-context.ts';

/** How many SMS a text makes is counted letter by letter, of every text. */
const LONGEST_TURN_MS = 10;

/** Every text, in every language, and whether it is still the original. */
export async function textsPage({ dependencies, t }: MemberContext): Promise<Reply> {
  const own = await dependencies.notices.notificationPreferences.templates();
  const breathe = createBreather(LONGEST_TURN_MS);
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
  const kinds: { readonly kind: NoticeKind; readonly texts: readonly ReturnType<typeof shown>[] }[] = [];
  for (const kind of NOTICE_KINDS) {
    await breathe();
    kinds.push({ kind, texts: LANGUAGES.map((language) => shown(kind, language)) });
  }
  return { kind: 'page', view: 'notices/texts', title: t.texts.title, data: { languages: LANGUAGES, kinds } };
}

/** The text of one kind in one language. */
export async function textPage(context: MemberContext): Promise<Reply> {
  const { kind, language } = which(context);
  const own = await context.dependencies.notices.notificationPreferences.templates();
  return textForm(context, templateOf(kind, language, own), NO_ERRORS);
}

/** Shows what the text would look like, brings the original back, or saves. */
export async function saveText(context: MemberChangeContext): Promise<Reply> {
  const { fields, t, author } = context;
  const { kind, language } = which(context);
  const { notificationPreferences } = context.dependencies.notices;
  const ours = templateOf(kind, language, []);
  const order = fields.text('do');
  const original = order === 'original-email' || order === 'original-sms';
  const typed = {
    subject: fields.text('subject'),
    body: lines(fields.text('body')),
    sms: fields.text('sms'),
  };
  // What is not brought back stays as it is in force, not as it was typed.
  const kept = original ? templateOf(kind, language, await notificationPreferences.templates()) : typed;
  const { subject, body } = order === 'original-email' ? ours : kept;
  const { sms } = order === 'original-sms' ? ours : kept;
  const template = { subject, body, sms };
  const checked = checkTemplate(kind, template);
  const validationErrors = checked.ok ? NO_ERRORS : inWords(checked.error, kind, t);
  if (order === 'preview') return textForm(context, template, validationErrors, 200);
  if (!checked.ok) return textForm(context, template, validationErrors);
  const changed = isDeepStrictEqual(template, ours)
    ? await notificationPreferences.removeTemplate(kind, language, author)
    : await notificationPreferences.setTemplate({ kind, language, ...template }, author);
  const done = original ? 'original' : changed ? 'saved' : 'unchanged';
  return { kind: 'see', path: `/settings/texts/${kind}/${language}`, done };
}

function which(context: MemberContext): { readonly kind: NoticeKind; readonly language: Language } {
  const kind = NOTICE_KINDS.find((one) => one === param(context, 'kind')) ?? notFound();
  const language = LANGUAGES.find((one) => one === param(context, 'language')) ?? notFound();
  return { kind, language };
}

/** Browsers end lines in two characters. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function inWords(problems: readonly TemplateProblem[], kind: NoticeKind, t: Messages): ValidationErrors {
  const said = t.texts.validationErrors;
  const known = TEXTS[kind].words.map((word) => `{${word}}`).join(', ');
  return validationErrorsOf(
    problems.map(({ field, problem }) => {
      if (problem.kind === 'unknown-word')
        return { path: field, message: said['unknown-word'](problem.word, known) };
      if (problem.kind === 'missing-word')
        return { path: field, message: said['missing-word'](problem.word) };
      return { path: field, message: said[problem.kind] };
    }),
  );
}

function textForm(
  context: MemberContext,
  template: Template,
  validationErrors: ValidationErrors,
  status?: number,
): Reply {
  const { kind, language } = which(context);
  const { t } = context;
  return {
    kind: 'page',
    view: 'notices/text',
    title: `${t.notices.kinds[kind].name}, ${t.shell.languages[language]}`,
    status: status ?? (validationErrors.count > 0 ? 422 : 200),
    data: {
      kind,
      textLanguage: language,
      template,
      validationErrors,
      words: TEXTS[kind].words,
      preview: preview(kind, language, template),
    },
  };
}
