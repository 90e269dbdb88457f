import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskedDuty,
  dutyAnswered,
  mayExplain,
  readAnswer,
} from '../../../src/domain/notice/sms-answer.ts';

const HOUR = 3_600_000;

describe('an answer by SMS', () => {
  it.each(['1', 'OK', 'ok', ' Ok. ', 'OUI', 'oui !', 'Yes', '«OK»', 'OK 👍', '１'])('%s is a yes', (text) => {
    expect(readAnswer(text)).toBe('yes');
  });

  it.each([
    'ok merci',
    'Ok, bien reçu, merci !',
    'OK\nBob Martin\nServices techniques',
    'D’accord',
    "d'accord merci",
    'daccord',
    '👍',
    '👍🏽',
    'Oui je prends',
    'OUI\n--\nBob Martin, mairie de Muret, 05 61 00 00 00',
    'Yes, thank you',
    'ok bonne soirée',
  ])('%j is a yes', (text) => {
    expect(readAnswer(text)).toBe('yes');
  });

  it.each(['2', 'NON', 'non.', 'No', ' NO '])('%s is a no', (text) => {
    expect(readAnswer(text)).toBe('no');
  });

  it.each([
    'NON je suis malade',
    'Non, désolé. Demandez à Alice, elle a dit oui',
    'non non',
    'NON\nBob Martin\n05 61 00 00 00',
    'No I am ill',
    '👎',
  ])('%j is a no', (text) => {
    expect(readAnswer(text)).toBe('no');
  });

  it.each([
    '',
    '12',
    '3',
    '2 minutes',
    'OK mais pas demain',
    'OK\nmais pas demain',
    'ok je regarde',
    'oui non',
    'oui mais à partir de 20 h',
    'oui ?',
    'ok ?',
    'STOP',
    'no problem',
    'non pas de problème',
    'nonante',
    'okapi',
    'Je suis en vacances',
    '?',
  ])('%j is neither', (text) => {
    expect(readAnswer(text)).toBeNull();
  });

  it('a no counts whatever follows, and anything can be read', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readAnswer(text);
        expect(readAnswer(`NON. Bonjour, ${text}`)).toBe('no');
        expect(readAnswer(`OUI ${text}`)).not.toBe('no');
      }),
    );
  });
});

describe('which duty it is about', () => {
  const duty = (startHours: number, more: Partial<AskedDuty> = {}): AskedDuty => ({
    startAt: startHours * HOUR,
    endAt: (startHours + 8) * HOUR,
    confirmedAt: null,
    declinedAt: null,
    remindedAt: 0,
    ...more,
  });

  it('the nearest that waits for an answer', () => {
    const [later, sooner] = [duty(40), duty(20)];
    expect(dutyAnswered([later, sooner], 'yes', 0)).toBe(sooner);
    expect(dutyAnswered([later, sooner], 'no', 0)).toBe(sooner);
  });

  it('not one that nobody was asked about, that is over, or was declined', () => {
    expect(dutyAnswered([duty(20, { remindedAt: null })], 'yes', 0)).toBeNull();
    expect(dutyAnswered([duty(20, { declinedAt: 1 })], 'no', 0)).toBeNull();
    expect(dutyAnswered([duty(20)], 'yes', 28 * HOUR)).toBeNull();
  });

  it('a no takes back a yes, when nothing else waits', () => {
    const confirmed = duty(20, { confirmedAt: 1 });
    const waiting = duty(40);
    expect(dutyAnswered([confirmed], 'no', 0)).toBe(confirmed);
    expect(dutyAnswered([confirmed, waiting], 'no', 0)).toBe(waiting);
    expect(dutyAnswered([confirmed], 'yes', 0)).toBeNull();
  });
});

it('how to answer is explained once in six hours', () => {
  expect(mayExplain([], 0)).toBe(true);
  expect(mayExplain([0], 5 * HOUR)).toBe(false);
  expect(mayExplain([0], 6 * HOUR)).toBe(true);
});
