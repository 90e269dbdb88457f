import type { Medium } from '../../domain/notice/notice.ts';
import type { NoticeKind } from '../../domain/notice/notice-kinds.ts';
import type { Language } from '../../domain/person.ts';
import { setIn } from '../../words/phrases.ts';
import type { NoticeWords } from '../outbox.ts';
import type { Template } from './kind-texts.ts';
import { plainForSms, type SmsLength, smsLength } from './sms-length.ts';
import { fill, type OwnTemplate } from './template.ts';
import { TEXTS } from './texts.ts';

/** Words in an SMS are cut here, unless they are a link or a sentence of ours. */
const LONGEST_SMS_WORD = 40;
const NEVER_CUT = ['link', 'change', 'verdict', 'because', 'relief'];

/** The text in force: people's own where there is one. */
export function templateOf(kind: NoticeKind, language: Language, own: readonly OwnTemplate[]): Template {
  const theirs = own.find((one) => one.kind === kind && one.language === language);
  if (theirs) return theirs;
  const { subject, body, sms } = TEXTS[kind][language];
  return { subject, body, sms };
}

/** What one reader gets. An SMS has no subject. */
export function compose(
  notice: { readonly kind: NoticeKind; readonly language: Language; readonly medium: Medium },
  words: NoticeWords,
  own: readonly OwnTemplate[],
): { readonly subject: string; readonly body: string } {
  const template = templateOf(notice.kind, notice.language, own);
  if (notice.medium === 'sms') return { subject: '', body: smsText(template, words) };
  const oneLine = fill(template.subject, words).replace(/\s+/g, ' ').trim();
  const body = fill(template.body, words).trim();
  return { subject: setIn(notice.language, oneLine), body: setIn(notice.language, body) };
}

function smsText({ sms }: Template, words: NoticeWords): string {
  const short = Object.entries(words).map(
    ([name, word]) => [name, NEVER_CUT.includes(name) ? word : cut(word)] as const,
  );
  return plainForSms(fill(sms, Object.fromEntries(short)).replace(/\s+/g, ' ').trim());
}

function cut(word: string): string {
  return [...word].length <= LONGEST_SMS_WORD
    ? word
    : `${[...word].slice(0, LONGEST_SMS_WORD - 1).join('')}.`;
}

/** Words as they might be, for the preview of a text. */
const SAMPLES: Readonly<Record<Language, NoticeWords>> = {
  fr: {
    hotline: 'Astreinte chauffage',
    schedule: 'Chauffage',
    caller: '01 99 00 12 34',
    at: '25 nov. à 3 h 10',
    from: '25 nov. à 18 h',
    to: '26 nov. à 8 h',
    seconds: '23',
    person: 'Camille Martin',
    next: 'Dominique Petit',
    tried: 'Camille Martin, Dominique Petit',
    ending: 'L’appelant a raccroché.',
    reason: 'aucun de ses postes n’est enregistré',
    subject: 'les SMS ne partent plus',
    detail: 'ECONNREFUSED',
    link: 'https://vigie.example.org/l/AbCdEfGhIjKlMnOpQrStUv',
    reply: '',
    nothing: '',
    change: 'Vous êtes d’astreinte « Chauffage » du 25 nov. à 18 h au 26 nov. à 8 h.',
    changes: 'Vous êtes d’astreinte « Chauffage » du 25 nov. à 18 h au 26 nov. à 8 h.',
    more: '',
    month: 'novembre 2026',
    exchange: '',
    calendar: 'agenda.example.org',
  },
  en: {
    hotline: 'Heating',
    schedule: 'Heating',
    caller: '01 99 00 12 34',
    at: '25 Nov 03:10',
    from: '25 Nov 18:00',
    to: '26 Nov 08:00',
    seconds: '23',
    person: 'Camille Martin',
    next: 'Dominique Petit',
    tried: 'Camille Martin, Dominique Petit',
    ending: 'The caller hung up.',
    reason: 'none of their phones is registered',
    subject: 'SMS cannot be sent',
    detail: 'ECONNREFUSED',
    link: 'https://vigie.example.org/l/AbCdEfGhIjKlMnOpQrStUv',
    reply: '',
    nothing: '',
    change: 'You are on call for Heating from 25 Nov 18:00 to 26 Nov 08:00.',
    changes: 'You are on call for Heating from 25 Nov 18:00 to 26 Nov 08:00.',
    more: '',
    month: 'November 2026',
    exchange: '',
    calendar: 'calendar.example.org',
  },
};

export interface Preview {
  readonly subject: string;
  readonly body: string;
  readonly sms: string;
  readonly smsLength: SmsLength;
}

/** What a text would look like, with the length of its SMS. */
export function preview(kind: NoticeKind, language: Language, template: Template): Preview {
  const own = [{ kind, language, ...template }];
  const words = SAMPLES[language];
  const mail = compose({ kind, language, medium: 'email' }, words, own);
  const sms = compose({ kind, language, medium: 'sms' }, words, own).body;
  return { ...mail, sms, smsLength: smsLength(sms) };
}
