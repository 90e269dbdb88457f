import type { Section } from '../../domain/items/configuration.ts';
import type { ValidationErrorWords } from '../validation-error-catalogue.ts';
import { explainRule } from './planning-rules.ts';

const ITEM: Readonly<Record<Section, string>> = {
  people: 'person',
  absences: 'list of absences',
  teams: 'team',
  schedules: 'schedule',
  policies: 'policy',
  hotlines: 'hotline',
};

const HOURS = 'hours such as mon-fri 08:00-18:00, weekends, nights, or fri 18:00 - mon 08:00';

/** What is wrong with what somebody wrote or typed, in English: in the middle of a line of the import, or beside a field. */
export const ENGLISH_VALIDATION_ERRORS: ValidationErrorWords = {
  given: { nothing: 'nothing', list: 'a list', mapping: 'a mapping' },
  expected: {
    line: 'one line of 1 to 100 characters',
    list: 'a list',
    mapping: 'a mapping',
    items: 'a mapping from ids to items',
    'mapping-of-people': 'a mapping from ids of people',
    sections: ({ words }) => `a mapping of ${words.join(', ')}`,
    flag: 'true or false',
    word: 'a word made of letters, digits, - and _',
    sound: 'the name of a sound such as custom/welcome',
    email: 'an e-mail address',
    'time-zone': 'a time zone such as Europe/Paris',
    moment: 'a time such as 2026-11-23 18:00, or 2026-11-23T18:00:00+01:00',
    'moment-or-day': 'a date such as 2026-11-23, or a time such as 2026-11-23 18:00',
    day: 'a day such as 2026-11-23',
    'time-of-day': 'a time of day such as 08:00',
    handoff: 'a handoff such as mon 08:00, or 08:00 for turns in days or hours',
    'daily-handoff': 'a time such as 08:00',
    'weekly-handoff': 'a weekday and a time such as monday 08:00',
    turn: 'a turn such as 1 week, 3 days or 12 hours',
    hours: HOURS,
    'window-part': `always, holidays, ${HOURS}, or a mapping`,
    'both-days': 'both from and to, or neither',
    holidays: 'a country such as FR, or {country: FR, region: 67, closedDays: […]}',
    country: 'a two-letter country such as FR',
    region: 'a region such as 67',
    participant: 'the id of a person, or {person: …, from: …, until: …}',
    'hold-sound': 'ringback, music or {music: class}',
    'no-answer': 'announcement, or voicemail, or lastResort with or without voicemail',
    extension: 'an extension such as 201',
    trunk: 'the name of a trunk (letters, digits, - and _)',
    'phone-number': 'a phone number',
    'dialled-number': 'a phone number or the digits of an internal one',
    'blocked-number': 'a phone number or a prefix such as +33899*',
    'blocked-prefix': 'a prefix such as +33899*',
    'one-dial-target': 'either an extension or a phone',
    'one-target': 'exactly one of schedule, person, team, extension, phone',
    'a-language': 'at least one language',
    'a-target': 'at least one target to ring',
    'a-step': 'at least one step',
    'a-turn': 'at least one turn',
    'a-person': 'at least one person',
    recording: 'the id of a recording',
    'rotation-id': 'an id of small letters, digits and -',
    'item-id': ({ otherThan }) =>
      `an id of at most 40 small letters, digits and -${otherThan.length === 0 ? '' : `, other than ${otherThan.join(' and ')}`}`,
    'id-of': ({ section, or }) => [`the id of a ${ITEM[section]}`, ...or].join(' or '),
    'one-of': ({ words }) => `one of ${words.join(', ')}`,
    'one-count': ({ words }) => `one of ${words.join(', ')} beside per`,
    'whole-number': ({ min, max }) => `a whole number from ${min} to ${max}`,
    number: ({ min, max }) => `a number from ${min} to ${max}`,
    'lead-hours': ({ most }) => `hours before duty begins, more than 0 and at most ${most}`,
    reminders: ({ most }) => `at most ${most} reminders`,
  },
  mistakes: {
    missing: ({ thing }) => `is missing: expected ${thing}`,
    'not-expected': ({ thing, given }) => `expected ${thing}${given === null ? '' : `, not ${given}`}`,
    'unknown-key': ({ keys }) => `unknown key: expected one of ${keys.join(', ')}`,
    'listed-twice': ({ entry }) => `${entry} stands in this list twice`,
    'unknown-reference': ({ to, given }) => `unknown ${ITEM[to]} ${given}`,
    'unknown-recording': ({ id }) =>
      `unknown recording ${id}: files hold none, it comes beside this one with --sounds`,
    'not-a-phone-number': ({ text }) => `${text} is not a valid phone number`,
    'has-extension': ({ text }) =>
      `${text} ends in an extension, which cannot be dialled: expected the number alone`,
    'costs-extra': ({ text }) =>
      `${text} is a premium-rate, shared-cost or personal number, which Vigie does not dial`,
    'country-not-allowed': ({ text, allowed }) =>
      `${text} is in a country that may not be dialled (VIGIE_DIAL_COUNTRIES allows ${allowed.join(', ')})`,
    'names-no-number': 'name and confirm belong to an extension or a phone only',
    'leaves-before-joining': 'the last day is before the first',
    'night-within-a-day': 'the night does not cross midnight',
    'rule-broken': ({ rule, about }) => explainRule({ path: [], rule, about }),
    'still-used': ({ by }) => `cannot be removed: ${by} still uses it`,
    'number-taken': ({ number, hotlineId }) => `${number} belongs to hotline ${hotlineId}`,
    'email-taken': ({ email, personId }) => `the address ${email} is that of person ${personId}`,
    'not-yaml': ({ explanation }) => explanation,
  },
};
