import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '../../src/domain/notice/notice-kinds.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { compose, preview, templateOf } from '../../src/notices/compose/compose.ts';
import { callerPhrase, momentPhrase } from '../../src/notices/compose/phrases.ts';
import { plainForSms, smsLength } from '../../src/notices/compose/sms-length.ts';
import { checkTemplate } from '../../src/notices/compose/template.ts';
import { TEXTS } from '../../src/notices/compose/texts.ts';

const EVERY = LANGUAGES.flatMap((language) => NOTICE_KINDS.map((kind) => ({ language, kind })));

describe('our texts', () => {
  it.each(EVERY)('$kind in $language: whole, and its SMS fits one segment', ({ language, kind }) => {
    const template = templateOf(kind, language, []);
    expect(checkTemplate(kind, template)).toMatchObject({ ok: true });
    const shown = preview(kind, language, template);
    expect(`${shown.subject}${shown.body}${shown.sms}`).not.toMatch(/[{}]|undefined/);
    expect(shown.smsLength, shown.sms).toMatchObject({ encoding: 'GSM-7', segments: 1 });
  });

  it('a reader of either language is told the same things', () => {
    for (const kind of NOTICE_KINDS) {
      const used = LANGUAGES.map((language) => {
        const { body } = templateOf(kind, language, []);
        return [...new Set(body.match(/\{[a-z]+\}/g))].sort();
      });
      expect(used[0], kind).toEqual(used[1]);
    }
  });
});

describe('a text', () => {
  const words = { hotline: 'Support', caller: '01 99 00 12 34', at: '25 Nov 03:10', ending: '', link: '' };

  it('without a public address has no line for a link', () => {
    const { body } = compose({ kind: 'missed-call', language: 'en', medium: 'email' }, words, []);
    expect(body).toBe('Nobody took the call of 01 99 00 12 34 on Support on 25 Nov 03:10.');
  });

  it('of people’s own counts, in its language alone', () => {
    const own = [
      { kind: 'missed-call', language: 'en', subject: 'S', body: 'B', sms: '{caller} !' },
    ] as const;
    expect(compose({ kind: 'missed-call', language: 'en', medium: 'sms' }, words, own).body).toBe(
      '01 99 00 12 34 !',
    );
    expect(compose({ kind: 'missed-call', language: 'fr', medium: 'sms' }, words, own).body).toMatch(
      /manqué/,
    );
  });

  it('a caller’s name is text: no place in it is filled, and no line begins with it', () => {
    const sly = { ...words, caller: '{link}\nBcc: x', link: 'https://secret' };
    const { subject } = compose({ kind: 'missed-call', language: 'en', medium: 'email' }, sly, []);
    expect(subject).toBe('Support: missed call from {link} Bcc: x');
  });

  it('problems name their field and word', () => {
    const template = { subject: ' ', body: '{caller} {nobody}', sms: 'x'.repeat(601) };
    expect(checkTemplate('missed-call', template)).toEqual({
      ok: false,
      error: [
        { field: 'subject', problem: { kind: 'empty' } },
        { field: 'body', problem: { kind: 'unknown-word', word: 'nobody' } },
        { field: 'sms', problem: { kind: 'too-long' } },
      ],
    });
  });

  it('a reminder that cannot be confirmed is refused', () => {
    const template = { subject: 'S', body: '{from}', sms: '{link}' };
    expect(checkTemplate('duty-reminder', template)).toMatchObject({
      error: [{ field: 'body', problem: { kind: 'missing-word', word: 'link' } }],
    });
    expect(TEXTS['duty-reminder'].words).toContain('link');
  });
});

describe('an SMS', () => {
  it('counts segments as networks do', () => {
    expect(smsLength('a'.repeat(160)).segments).toBe(1);
    expect(smsLength('a'.repeat(161)).segments).toBe(2);
    // The euro sign takes two of the 160.
    expect(smsLength('€'.repeat(80)).segments).toBe(1);
    expect(smsLength('€'.repeat(81)).segments).toBe(2);
    expect(smsLength('ê'.repeat(70))).toEqual({ encoding: 'UCS-2', segments: 1, characters: 70 });
    expect(smsLength('ê'.repeat(71)).segments).toBe(2);
  });

  it('writes what GSM-7 lacks with what it has, and leaves other scripts alone', () => {
    expect(plainForSms('L’hôtel « Forêt » : reçu à 5 h, œuvre…')).toBe(
      'L\'hotel "Foret" : recu à 5 h, oeuvre...',
    );
    expect(plainForSms('Привет, hôtel')).toBe('Привет, hôtel');
  });
});

describe('parts of texts', () => {
  it('numbers as people read them', () => {
    const phrase = (number: string | null, name: string | null = null) =>
      callerPhrase({ number, name }, 'fr', 'FR');
    expect(phrase('+33199001234')).toBe('01 99 00 12 34');
    expect(phrase('+33199001234', 'Dupont')).toBe('01 99 00 12 34 (Dupont)');
    expect(phrase('+33199001234', '0199001234')).toBe('01 99 00 12 34');
    expect(phrase('+4930123456')).toBe('+49 30 123456');
    expect(phrase('204')).toBe('204');
    expect(phrase(null, 'Dupont')).toBe('numéro masqué');
    expect(phrase('+33199001234', 'Dr. L’Hôte & fils, S.A.')).toBe(
      '01 99 00 12 34 (Dr. L’Hôte & fils, S A.)',
    );
  });

  it.each([
    ['https://evil.example/x', 'https evil example x'],
    ['www.evil.example', 'www evil example'],
    ['evil.example/?a=b#c', 'evil example a b c'],
    ['a@evil.example', 'a evil example'],
    ['tel:+33899123456', 'tel 33899123456'],
    ['<a href="//evil.example">', 'a href evil example'],
    ['evil\u3002example\r\nBcc: x', 'evil example Bcc x'],
  ])('a caller’s name %s leads nowhere', (name, shown) => {
    expect(callerPhrase({ number: '+33199001234', name }, 'fr', 'FR')).toBe(`01 99 00 12 34 (${shown})`);
  });

  it('a caller’s name is as long as names are', () => {
    const phrase = callerPhrase({ number: '204', name: 'x'.repeat(100_000) }, 'en', 'FR');
    expect(phrase).toBe(`204 (${'x'.repeat(40)})`);
    expect(callerPhrase({ number: '204', name: '://' }, 'en', 'FR')).toBe('204');
  });

  it('moments on the clocks of the zone', () => {
    const at = Date.UTC(2026, 10, 25, 2, 10);
    expect(momentPhrase(at, 'Europe/Paris', 'fr', at)).toBe('25\u00a0nov. à 3\u00a0h\u00a010');
    expect(momentPhrase(at, 'Europe/Paris', 'en', at)).toBe('25 Nov 03:10');
    expect(momentPhrase(at, 'Europe/Paris', 'en', Date.UTC(2025, 0, 1))).toBe('25 Nov 2026 03:10');
  });
});
