import type { Person } from '../../domain/person.ts';
import { describeTarget } from '../../domain/phone-number.ts';
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
}

export const BLANK_CONTACT: ContactRow = { kind: 'phone', address: '', confirm: 'yes' };
export const BLANK_PERSON: PersonValues = {
  name: '',
  role: 'member',
  languages: 'fr',
  skills: '',
  contacts: [BLANK_CONTACT],
};

export function valuesOf(person: Person, phone: (number: string) => string): PersonValues {
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
  };
}

/** Rows that were left empty mean nothing. */
export function withoutBlanks(values: PersonValues): PersonValues {
  return { ...values, contacts: values.contacts.filter(({ address }) => address !== '') };
}

/** As a configuration file would say it. `withRole`: only those who may change it do. */
export function rawPerson(values: PersonValues, withRole: boolean): Readonly<Record<string, unknown>> {
  return {
    name: values.name,
    ...(withRole ? { role: values.role } : {}),
    languages: values.languages.split(','),
    skills: values.skills
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    contacts: values.contacts.map(({ kind, address, confirm }) => ({
      [kind === 'extension' ? 'extension' : 'phone']: address,
      confirm: confirm !== 'no',
    })),
  };
}
