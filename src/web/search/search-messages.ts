import { inBoth } from '../messages/in-both.ts';

/** The search for everything. */
export const SEARCH = inBoth(
  {
    title: 'Search',
    label: 'A name, a number, a page',
    hint: 'A part of a name, or any three digits of a number. Keys: / or Ctrl K.',
    find: 'Search',
    nothing: (wanted: string) => `Nothing is called “${wanted}”, and no number has these digits.`,
    more: 'There are more of them: write more of the name or number.',
    kinds: {
      pages: 'Pages',
      people: 'People',
      teams: 'Teams',
      planning: 'Plannings',
      hotlines: 'Hotlines',
      escalation: 'Escalation',
      tasks: 'Tasks that wait',
      calls: 'Latest calls from this number',
    },
  },
  {
    title: 'Recherche',
    label: 'Un nom, un numéro, une page',
    hint: 'Une partie d’un nom, ou trois chiffres d’un numéro, où qu’ils soient. Touches : / ou Ctrl K.',
    find: 'Rechercher',
    nothing: (wanted: string) => `Rien ne s’appelle « ${wanted} », et aucun numéro n’a ces chiffres.`,
    more: 'Il y en a d’autres : écrivez davantage du nom ou du numéro.',
    kinds: {
      pages: 'Pages',
      people: 'Personnes',
      teams: 'Équipes',
      planning: 'Plannings',
      hotlines: 'Lignes',
      escalation: 'Escalade',
      tasks: 'Tâches en attente',
      calls: 'Derniers appels de ce numéro',
    },
  },
);
