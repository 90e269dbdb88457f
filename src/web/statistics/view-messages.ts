import { inBoth } from '../messages/in-both.ts';

/** Views that people gave a name. */
export const VIEW_WORDS = inBoth(
  {
    views: {
      title: 'Saved views',
      save: 'Save this view',
      mine: 'My views',
      name: 'Name of the view',
      hint: 'The page, its filter and its period. “Last month” stays last month. One of the same name is replaced.',
      share: 'A view is an address: whoever is given the link sees the same page, if they may.',
      none: 'No view saved yet',
      noneText: 'On a page of statistics, choose hotline and days, then “Save this view”.',
      remove: 'Remove',
      removeOf: (name: string) => `Remove the view ${name}`,
      doSave: 'Save the view',
      wrongName: (longest: number) => `A name of 1 to ${longest} letters.`,
      wrongAddress:
        'This is no page of statistics. Open the page to save, and choose “Save this view” there.',
      full: (most: number) => `There are ${most} views already: remove one first.`,
    },
  },
  {
    views: {
      title: 'Vues enregistrées',
      save: 'Enregistrer cette vue',
      mine: 'Mes vues',
      name: 'Nom de la vue',
      hint: 'La page, son filtre et sa période. « Le mois dernier » reste le mois dernier. Une vue du même nom est remplacée.',
      share: 'Une vue est une adresse : qui reçoit le lien voit la même page, s’il y a droit.',
      none: 'Aucune vue enregistrée',
      noneText:
        'Sur une page de statistiques, choisissez la ligne et les jours, puis « Enregistrer cette vue ».',
      remove: 'Retirer',
      removeOf: (name: string) => `Retirer la vue ${name}`,
      doSave: 'Enregistrer la vue',
      wrongName: (longest: number) => `Un nom de 1 à ${longest} lettres.`,
      wrongAddress:
        'Ce n’est pas une page de statistiques. Ouvrez la page à enregistrer, et choisissez-y « Enregistrer cette vue ».',
      full: (most: number) => `Il y a déjà ${most} vues : retirez-en une d’abord.`,
    },
  },
);
