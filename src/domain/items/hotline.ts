import { fail, ok } from '../../runtime/result.ts';
import { ANSWER_MODES, type Hotline, REFUSAL_TREATMENTS } from '../hotline.ts';
import { LANGUAGES } from '../person.ts';
import { within } from '../rule-violation.ts';
import { NO_HOLIDAYS } from '../schedule/duty-window.ts';
import { violationsInWindow } from '../schedule/validity.ts';
import { list, mapping } from './codec.ts';
import { type Fields, itemCodec } from './field.ts';
import { NUMERIC } from './form-part.ts';
import { HOLIDAY_PART } from './holiday-part.ts';
import { BLOCKED_PART, BRANCH_ROWS, HOLD_PART, NO_ANSWER_PART } from './hotline-parts.ts';
import { DEFAULT_VOICEMAIL, holdSound, noAnswer, openingBranch, recording } from './hotline-values.ts';
import { itemForm } from './item-form.ts';
import { NAME } from './name.ts';
import { blockedEntry, dialledNumber, shownNumber } from './numbers.ts';
import { REPORT_PART, reportReader } from './report-readers.ts';
import { errorsOfRules } from './validation-error.ts';
import { flag, oneOf, reference, sound, timeZone, trunk, wholeNumber } from './values.ts';
import { holidays } from './window.ts';

const SOUND_PART = {
  kind: 'text',
  empty: 'none',
  optional: true,
  attrs: { maxlength: 120, spellcheck: 'false' },
} as const;

/** All that people decide about a hotline. */
export const HOTLINE_FIELDS: Fields<Hotline> = {
  name: NAME,
  language: {
    codec: () => oneOf(LANGUAGES),
    fallback: () => 'fr',
    form: { kind: 'choice' },
    words: { en: { label: 'Language callers hear' }, fr: { label: 'Langue entendue par les appelants' } },
  },
  numbers: {
    codec: ({ plan }) => list(dialledNumber(plan), String),
    fallback: () => [],
    form: { kind: 'lines', numbers: true, rows: 3, attrs: { inputmode: 'tel', maxlength: 2000 } },
    words: {
      en: {
        label: 'Numbers that reach it',
        hint: 'One a line, public or internal, as your trunk presents them.',
      },
      fr: {
        label: 'Numéros qui y mènent',
        hint: 'Un par ligne, publics ou internes, tels que votre opérateur les présente.',
      },
    },
  },
  policyId: {
    key: 'policy',
    codec: (context) => reference(context, 'policies'),
    form: { kind: 'choice' },
    words: { en: { label: 'Escalation' }, fr: { label: 'Escalade' } },
  },
  timeZone: {
    codec: () => timeZone,
    fallback: ({ homeTimeZone }) => homeTimeZone,
    form: { kind: 'choice', empty: 'unsaid' },
    words: { en: { label: 'Time zone' }, fr: { label: 'Fuseau horaire' } },
  },
  holidays: {
    codec: () => holidays,
    fallback: () => NO_HOLIDAYS,
    form: HOLIDAY_PART,
    words: { en: { label: 'Public holidays' }, fr: { label: 'Jours fériés' } },
  },
  branches: {
    codec: (context) => list(openingBranch(context), ({ name }) => name),
    fallback: () => [],
    form: BRANCH_ROWS,
    words: {
      en: {
        label: 'Opening branches',
        hint: 'When others are called than usual: office hours, holidays, a closure. Of several that hold, the upper one counts; lines of one name that follow each other are one branch.',
      },
      fr: {
        label: 'Plages d’ouverture',
        hint: 'Quand d’autres que d’habitude sont appelés : heures de bureau, jours fériés, fermeture. Si plusieurs s’appliquent, celle du dessus compte ; celles de même nom qui se suivent n’en font qu’une.',
      },
    },
  },
  answer: {
    codec: () => oneOf(ANSWER_MODES),
    fallback: () => 'at-entry',
    form: { kind: 'choice' },
    words: { en: { label: 'Answered' }, fr: { label: 'Décroché' } },
  },
  greetingSound: {
    key: 'greeting',
    codec: () => sound.nullable(),
    fallback: () => null,
    form: SOUND_PART,
    words: {
      en: {
        label: 'Greeting by a sound',
        hint: 'A sound of Asterisk’s, without ending, such as custom/welcome. A recording goes before it.',
      },
      fr: {
        label: 'Accueil par un son',
        hint: 'Un son d’Asterisk, sans extension, comme custom/welcome. Un enregistrement passe avant.',
      },
    },
  },
  recordedGreeting: {
    codec: (context) => recording(context).nullable(),
    fallback: () => null,
    words: { en: { label: 'Recorded greeting' }, fr: { label: 'Accueil enregistré' } },
  },
  nameSound: {
    codec: () => sound.nullable(),
    fallback: () => null,
    form: SOUND_PART,
    words: {
      en: { label: 'Spoken name', hint: 'Sound with the hotline’s name, told to whoever is called.' },
      fr: { label: 'Nom parlé', hint: 'Le son du nom de la ligne, dit à qui est appelé.' },
    },
  },
  hold: {
    codec: () => holdSound,
    fallback: () => ({ kind: 'ringback' }),
    form: HOLD_PART,
    words: { en: { label: 'While waiting' }, fr: { label: 'Pendant l’attente' } },
  },
  callerId: {
    codec: ({ plan }) => shownNumber(plan).nullable(),
    fallback: () => null,
    form: {
      kind: 'text',
      empty: 'none',
      numbers: true,
      optional: true,
      type: 'tel',
      attrs: { maxlength: 40, autocomplete: 'off' },
    },
    words: {
      en: { label: 'Number shown', hint: 'On phones that are dialled through the trunk.' },
      fr: { label: 'Numéro présenté', hint: 'Sur les téléphones appelés par le trunk.' },
    },
  },
  trunk: {
    codec: () => trunk.nullable(),
    fallback: () => null,
    form: { kind: 'text', empty: 'none', optional: true, attrs: { maxlength: 60, spellcheck: 'false' } },
    words: {
      en: {
        label: 'Trunk',
        hint: 'PJSIP endpoint for outside numbers. Without one only extensions are dialled.',
      },
      fr: {
        label: 'Trunk',
        hint: 'Point PJSIP pour les numéros extérieurs. Sans lui, seuls les postes sont appelés.',
      },
    },
  },
  acceptWindowSeconds: {
    codec: () => wholeNumber(1, 120),
    fallback: () => 20,
    form: NUMERIC,
    words: {
      en: { label: 'Time to press 1, in seconds' },
      fr: { label: 'Temps pour appuyer sur 1, en secondes' },
    },
  },
  ringEngagedPeople: {
    codec: () => flag,
    fallback: () => false,
    form: { kind: 'flag' },
    words: {
      en: { label: 'Also ring those who are already on a call' },
      fr: { label: 'Appeler aussi ceux qui sont déjà en ligne' },
    },
  },
  refuseForwards: {
    codec: () => flag,
    fallback: () => false,
    form: { kind: 'flag' },
    words: {
      en: { label: 'Do not follow the call forwarding set on a phone' },
      fr: { label: 'Ne pas suivre le renvoi réglé sur un téléphone' },
    },
  },
  blocked: {
    codec: ({ plan }) =>
      mapping({
        numbers: list(blockedEntry(plan), String).default([]),
        anonymous: flag.default(false),
        treatment: oneOf(REFUSAL_TREATMENTS).default('reject'),
      }),
    fallback: () => ({ numbers: [], anonymous: false, treatment: 'reject' }),
    form: BLOCKED_PART,
    words: { en: { label: 'Blocked callers' }, fr: { label: 'Appelants bloqués' } },
  },
  noAnswer: {
    codec: noAnswer,
    fallback: () => ({ kind: 'voicemail', voicemail: DEFAULT_VOICEMAIL }),
    form: NO_ANSWER_PART,
    words: { en: { label: 'When nobody takes it' }, fr: { label: 'Quand personne ne répond' } },
  },
  reportTo: {
    codec: (context) => list(reportReader(context), String),
    fallback: () => [],
    form: REPORT_PART,
    words: {
      en: {
        label: 'Report of the month to',
        hint: 'One a line: the name of a person, or an e-mail address. The PDF is mailed on the 1st at 7.',
      },
      fr: {
        label: 'Rapport du mois envoyé à',
        hint: 'Un par ligne : le nom d’une personne, ou une adresse électronique. Le PDF part le 1er à 7 h.',
      },
    },
  },
};

export const hotlines = itemCodec(HOTLINE_FIELDS, {
  check(hotline) {
    const violations = hotline.branches.flatMap(({ window }, index) =>
      within(['branches', index, 'window'], violationsInWindow(window, hotline.holidays)),
    );
    return violations.length > 0 ? fail(errorsOfRules(violations)) : ok(hotline);
  },
});
export const hotlineForm = itemForm(HOTLINE_FIELDS, hotlines);
