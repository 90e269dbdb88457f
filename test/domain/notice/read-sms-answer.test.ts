import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/domain/notice/read-sms-answer.ts';

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
    'Ouais',
    'oui oui',
    'Oui, pas de problème',
    'OUI aucun souci',
    'ok pas de souci',
    'yes no problem',
    'Okay thanks',
    'O.K.',
    'oki',
    'dac',
    "d'acc",
    "ok d'accord pour moi",
    'ok c bon',
    'ok super, bon courage',
    'ok ça marche',
    'Ça marche, à demain',
    'c’est bon',
    'Parfait, merci',
    'Bien sûr',
    'Volontiers',
    'avec plaisir !',
    'Je confirme',
    'Je confirme ma présence',
    'Confirmé',
    'Confirmed, thanks',
    'ok will do',
    'ok je prends',
    'ok pour ce soir',
    'je suis dispo',
    'Bonjour, oui',
    'Bonjour\nOK',
    'Bonsoir Sofia, ok pour moi, bonne soirée',
    'Hi, yes',
    'OK merci Sofia',
    'Ok, merci Anne-Laure Petit.',
    'OK. Bob Martin',
    'OK Envoyé de mon iPhone',
    'Oui\n\nEnvoyé depuis mon mobile Orange, pas de pièce jointe',
    'ok Sent from my iPhone',
    'OK\n> Astreinte Chauffage… répondez OK (NON sinon)',
    '> répondez OK (NON sinon)\nOK',
    'OK\nLe 25 nov. à 14:00, Vigie a écrit :\nNON sinon',
    '👌',
    '✅',
    '✔️ merci',
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
    'Nan',
    'nope, sorry',
    'Bonsoir, non je ne peux pas',
    'Bonjour\nNON',
    'Non merci\nEnvoyé de mon iPhone',
    'NON, pas dispo ce soir, OK pour demain',
    'Je ne peux pas',
    'Désolé je peux pas',
    "I can't, sorry",
    'impossible',
    'pas d’accord',
    'Pas ok',
    'je suis malade',
    'not available',
    '❌',
    '2 merci',
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
    'ok pour demain',
    'ok, qui me remplace après ?',
    'Je ne peux pas répondre, je conduis',
    'Je confirme mon absence',
    'oui je suis absent',
    'yes I cannot',
    'OK Je regarde',
    'ok merci de rappeler',
    'confirmer quoi',
    'no pb',
    'bien reçu',
    'Bonjour',
    'Bonjour Sofia,',
    '👍👎',
    '> répondez OK',
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
