import type { Team } from '../person.ts';
import { list } from './codec.ts';
import { type Fields, itemCodec } from './field.ts';
import { ownPart } from './form-part.ts';
import { itemForm } from './item-form.ts';
import { NAME } from './name.ts';
import { reference } from './values.ts';

/** All that people decide about a team. */
export const TEAM_FIELDS: Fields<Team> = {
  name: NAME,
  memberIds: {
    key: 'members',
    codec: (context) => list(reference(context, 'people'), String),
    fallback: () => [],
    form: ownPart<{ readonly members: readonly string[] }, readonly string[]>({
      typed(sent) {
        const listed = sent.all('member').filter((member) => member !== '');
        const chosen = sent.text('newMember');
        // Whoever is chosen in the list below comes in, by "add" as by "save".
        return { members: chosen === '' || listed.includes(chosen) ? listed : [...listed, chosen] };
      },
      shown: (members) => ({ members }),
      raw: ({ members }) => members,
    }),
    words: {
      en: { label: 'Members', hint: 'In the order in which they are called.' },
      fr: { label: 'Membres', hint: 'Dans l’ordre où ils sont appelés.' },
    },
  },
};

export const teams = itemCodec(TEAM_FIELDS);
export const teamForm = itemForm(TEAM_FIELDS, teams);
