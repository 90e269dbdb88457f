import type { Field } from './field.ts';
import { label } from './values.ts';

/** What people call an item. */
export const NAME: Field<string> = {
  codec: () => label,
  form: { kind: 'text', attrs: { maxlength: 200, autocomplete: 'off' } },
  words: { en: { label: 'Name' }, fr: { label: 'Nom' } },
};
