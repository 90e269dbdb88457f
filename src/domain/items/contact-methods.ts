import type { ContactMethod } from '../person.ts';
import type { NumberingPlan } from '../phone-number.ts';
import { type Codec, list, made, mapping } from './codec.ts';
import { ownPart } from './form-part.ts';
import { dialFields, dialKeys, dialTarget } from './numbers.ts';
import { flag } from './values.ts';

/** A person's contact methods, in the order in which they are tried. */
export function contactMethods(plan: NumberingPlan): Codec<readonly ContactMethod[]> {
  return list(
    made(
      mapping({ ...dialKeys(plan), confirm: flag.default(true) }),
      ({ confirm, ...number }, refuse): ContactMethod => ({
        target: dialTarget(number, refuse),
        mustAccept: confirm,
      }),
      ({ target, mustAccept }) => ({ ...dialFields(target), confirm: mustAccept }),
    ),
  );
}

/** A contact method as it stands in a form. */
export interface ContactRow {
  readonly kind: string;
  readonly address: string;
  /** `yes` or `no`. */
  readonly confirm: string;
}

export const BLANK_CONTACT: ContactRow = { kind: 'phone', address: '', confirm: 'yes' };

interface WrittenContact {
  readonly extension?: string;
  readonly phone?: string;
  readonly confirm: boolean;
}

/** Rows that were left empty mean nothing. */
export const CONTACT_ROWS = ownPart<{ readonly contacts: readonly ContactRow[] }, readonly WrittenContact[]>({
  typed: (sent) => ({
    contacts: sent
      .rows('contactKind', 'contactAddress', 'contactConfirm')
      .map(({ contactKind: kind, contactAddress: address, contactConfirm: confirm }) => ({
        kind,
        address,
        confirm,
      })),
  }),
  shown: (written, { phone }) => ({
    contacts: written.map((one) => ({
      kind: one.extension === undefined ? 'phone' : 'extension',
      address: one.extension ?? phone(one.phone ?? ''),
      confirm: one.confirm ? 'yes' : 'no',
    })),
  }),
  raw: ({ contacts }) =>
    contacts
      .filter(({ address }) => address !== '')
      .map(({ kind, address, confirm }) => ({
        [kind === 'extension' ? 'extension' : 'phone']: address,
        confirm: confirm !== 'no',
      })),
});
