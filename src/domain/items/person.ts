import { fail, ok } from '../../runtime/result.ts';
import { COLOURS, LANGUAGES, type Person, ROLES } from '../person.ts';
import { lacking, list } from './codec.ts';
import { CONTACT_ROWS, contactMethods } from './contact-methods.ts';
import { type Fields, itemCodec } from './field.ts';
import type { SimplePart } from './form-part.ts';
import { itemForm } from './item-form.ts';
import { NAME } from './name.ts';
import { email, oneOf, word } from './values.ts';
import { firstDay, lastDay } from './whole-day.ts';

const DAY: SimplePart = { kind: 'text', type: 'date', empty: 'none' };

/** All that people decide about a person. */
export const PERSON_FIELDS: Fields<Person> = {
  name: NAME,
  languages: {
    codec: () => list(oneOf(LANGUAGES), String).min(1, { error: lacking({ what: 'a-language' }) }),
    fallback: () => ['fr'],
    form: { kind: 'codes' },
    words: {
      en: { label: 'Languages', hint: 'The first is that of prompts and pages.' },
      fr: { label: 'Langues', hint: 'La première est celle des messages vocaux et des pages.' },
    },
  },
  role: {
    codec: () => oneOf(ROLES),
    fallback: () => 'member',
    form: { kind: 'choice' },
    words: {
      en: {
        label: 'Role',
        hint: 'Administrators change everything; supervisors look after people of their teams; members see their own calls; viewers only look.',
      },
      fr: {
        label: 'Rôle',
        hint: 'Un administrateur change tout ; un superviseur s’occupe des personnes de ses équipes ; un membre voit ses propres appels ; un lecteur ne fait que regarder.',
      },
    },
  },
  skills: {
    codec: () => list(word, String),
    fallback: () => [],
    form: { kind: 'chips', optional: true, attrs: { maxlength: 40, autocomplete: 'off' } },
    words: {
      en: { label: 'Skills', hint: 'A step may ring first those who have one.' },
      fr: {
        label: 'Compétences',
        hint: 'Une étape peut appeler d’abord ceux qui en ont une.',
      },
    },
  },
  contactMethods: {
    key: 'contacts',
    codec: ({ plan }) => contactMethods(plan),
    fallback: () => [],
    form: CONTACT_ROWS,
    words: {
      en: {
        label: 'Contact methods',
        hint: 'Tried in this order. A mobile’s mailbox answers too, so the call is taken by pressing 1, unless an answer on that phone is always the person.',
      },
      fr: {
        label: 'Moyens de contact',
        hint: 'Essayés dans cet ordre. La messagerie d’un mobile décroche aussi : l’appel se prend donc avec la touche 1, sauf si c’est toujours la personne qui décroche ce poste.',
      },
    },
  },
  email: {
    codec: () => email.nullable(),
    fallback: () => null,
    words: { en: { label: 'E-mail' }, fr: { label: 'Adresse électronique' } },
  },
  colour: {
    codec: () => oneOf(COLOURS).nullable(),
    fallback: () => null,
    form: { kind: 'choice', empty: 'none' },
    words: {
      en: { label: 'Colour in the planning', hint: 'Always beside the initials.' },
      fr: { label: 'Couleur dans le planning', hint: 'Toujours avec les initiales.' },
    },
  },
  joinsAt: {
    key: 'firstDay',
    codec: ({ homeTimeZone }) => firstDay(homeTimeZone).nullable(),
    fallback: () => null,
    form: DAY,
    words: { en: { label: 'First day' }, fr: { label: 'Premier jour' } },
  },
  leavesAt: {
    key: 'lastDay',
    codec: ({ homeTimeZone }) => lastDay(homeTimeZone).nullable(),
    fallback: () => null,
    form: DAY,
    words: { en: { label: 'Last day' }, fr: { label: 'Dernier jour' } },
  },
};

export const people = itemCodec(PERSON_FIELDS, {
  check(person) {
    const { joinsAt, leavesAt } = person;
    if (joinsAt === null || leavesAt === null || leavesAt > joinsAt) return ok(person);
    return fail([{ path: ['lastDay'], code: 'leaves-before-joining' }]);
  },
});
export const personForm = itemForm(PERSON_FIELDS, people);
