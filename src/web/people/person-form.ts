import type { Person } from '../../domain/person.ts';
import { describeTarget } from '../../domain/phone-number.ts';
import { printFirstDay, printLastDay } from '../../planning/portable-config/whole-day.ts';
import type { Fields } from '../forms/fields.ts';

export interface ContactRow {
  readonly kind: string;
  readonly address: string;
  readonly confirm: string;
}

/** A person's card as it stands in the form: what was typed, right or wrong. */
export interface PersonValues {
  readonly name: string;
  readonly role: string;
  readonly languages: string;
  readonly skills: string;
  readonly contacts: readonly ContactRow[];
  /** Empty: the one that their id gives. */
  readonly colour: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

export const BLANK_CONTACT: ContactRow = { kind: 'phone', address: '', confirm: 'yes' };
export const BLANK_PERSON: PersonValues = {
  name: '',
  role: 'member',
  languages: 'fr',
  skills: '',
  contacts: [BLANK_CONTACT],
  colour: '',
  firstDay: '',
  lastDay: '',
};

export function valuesOf(
  person: Person,
  phone: (number: string) => string,
  homeTimeZone: string,
): PersonValues {
  return {
    name: person.name,
    role: person.role,
    languages: person.languages.join(','),
    skills: person.skills.join(', '),
    contacts: person.contactMethods.map(({ target, mustAccept }) => ({
      kind: target.kind,
      address: phone(describeTarget(target)),
      confirm: mustAccept ? 'yes' : 'no',
    })),
    colour: person.colour ?? '',
    firstDay: person.joinsAt === null ? '' : printFirstDay(person.joinsAt, homeTimeZone),
    lastDay: person.leavesAt === null ? '' : printLastDay(person.leavesAt, homeTimeZone),
  };
}

export function typedValues(fields: Fields): PersonValues {
  return {
    name: fields.text('name'),
    role: fields.text('role'),
    languages: fields.text('languages'),
    skills: fields.text('skills'),
    contacts: fields
      .rows('contactKind', 'contactAddress', 'contactConfirm')
      .map(({ contactKind, contactAddress, contactConfirm }) => ({
        kind: contactKind,
        address: contactAddress,
        confirm: contactConfirm,
      })),
    colour: fields.text('colour'),
    firstDay: fields.text('firstDay'),
    lastDay: fields.text('lastDay'),
  };
}

/** Rows that were left empty mean nothing. */
export function withoutBlanks(values: PersonValues): PersonValues {
  return { ...values, contacts: values.contacts.filter(({ address }) => address !== '') };
}

/** As a configuration file would say it, with name and role for those who may change them. */
export function rawPerson(
  values: PersonValues,
  may: { readonly rename: boolean; readonly role: boolean },
): Readonly<Record<string, unknown>> {
  return {
    ...(may.rename ? { name: values.name } : {}),
    ...(may.role ? { role: values.role } : {}),
    languages: values.languages.split(','),
    skills: values.skills
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    contacts: values.contacts.map(({ kind, address, confirm }) => ({
      [kind === 'extension' ? 'extension' : 'phone']: address,
      confirm: confirm !== 'no',
    })),
    colour: values.colour === '' ? null : values.colour,
    firstDay: values.firstDay === '' ? null : values.firstDay,
    lastDay: values.lastDay === '' ? null : values.lastDay,
  };
}
