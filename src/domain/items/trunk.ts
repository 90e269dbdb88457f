import { fail, ok } from '../../runtime/result.ts';
import { NUMBER_FORMS, parseContext, parsePrefix, SHOWN_NUMBERS, type TrunkSettings } from '../trunk.ts';
import { textual, unmet } from './codec.ts';
import { type Fields, itemCodec } from './field.ts';
import { itemForm } from './item-form.ts';
import { oneOf, trunk } from './values.ts';

/** All that people decide about how a trunk is dialled by. */
export const TRUNK_FIELDS: Fields<TrunkSettings> = {
  numberForm: {
    key: 'numbers',
    codec: () => oneOf(NUMBER_FORMS),
    fallback: () => 'e164',
    form: { kind: 'choice' },
    words: {
      en: { label: 'Numbers are written', hint: 'As the carrier wants them.' },
      fr: { label: 'Écriture des numéros', hint: 'Telle que l’opérateur l’attend.' },
    },
  },
  prefix: {
    codec: () => textual({ what: 'dial-prefix' }, parsePrefix),
    fallback: () => NO_PREFIX,
    form: { kind: 'text', optional: true, attrs: { maxlength: 10, inputmode: 'tel' } },
    words: {
      en: { label: 'Prefix', hint: 'Dialled before each number.' },
      fr: { label: 'Préfixe', hint: 'Composé devant chaque numéro.' },
    },
  },
  context: {
    codec: () => textual({ what: 'dialplan-context' }, parseContext).nullable(),
    fallback: () => null,
    form: { kind: 'text', empty: 'none', optional: true, attrs: { maxlength: 80, spellcheck: 'false' } },
    words: {
      en: {
        label: 'Context of the dialplan',
        hint: 'Calls go through your PBX’s own dialplan, which chooses the line: from-internal on FreePBX. Without one, straight to the PJSIP endpoint of that name.',
      },
      fr: {
        label: 'Contexte du plan de numérotation',
        hint: 'Les appels passent par le plan de numérotation de votre standard, qui choisit la ligne : from-internal sur FreePBX. Sans lui, droit au point PJSIP de ce nom.',
      },
    },
  },
  shownNumber: {
    key: 'shows',
    codec: () => oneOf(SHOWN_NUMBERS),
    fallback: () => 'hotline',
    form: { kind: 'choice' },
    words: {
      en: { label: 'Number shown on mobiles', hint: 'Many carriers refuse numbers that are not yours.' },
      fr: {
        label: 'Numéro présenté sur les mobiles',
        hint: 'Beaucoup d’opérateurs refusent les numéros qui ne sont pas les vôtres.',
      },
    },
  },
  nextTrunk: {
    key: 'next',
    codec: () => trunk.nullable(),
    fallback: () => null,
    form: { kind: 'text', empty: 'none', optional: true, attrs: { maxlength: 60, spellcheck: 'false' } },
    words: {
      en: { label: 'Next trunk', hint: 'Tried within the same attempt when this one cannot carry a call.' },
      fr: {
        label: 'Trunk suivant',
        hint: 'Essayé dans la même tentative quand celui-ci ne peut pas acheminer un appel.',
      },
    },
  },
};

const NO_PREFIX = parsePrefix('') ?? neverRefused();

function neverRefused(): never {
  throw new Error('an empty prefix is one');
}

export const trunks = itemCodec(TRUNK_FIELDS, {
  check(item) {
    if (item.nextTrunk === item.id) return fail([{ path: ['next'], ...unmet({ what: 'another-trunk' }) }]);
    // A Local channel takes no headers.
    if (item.context !== null && !['hotline', 'from'].includes(item.shownNumber))
      return fail([{ path: ['shows'], ...unmet({ what: 'one-of', words: ['hotline', 'from'] }) }]);
    return ok(item);
  },
});
export const trunkForm = itemForm(TRUNK_FIELDS, trunks);
