import { inBoth } from '../messages/in-both.ts';

/** What being on call was for people. */
export const DUTY_WORDS = inBoth(
  {
    health: {
      name: 'Name',
      month: 'Month',
      hours: 'Hours on duty',
      burden: 'Burden, points',
      nights: 'Nights on duty',
      broken: 'Nights broken',
      answered: 'Of these, answered',
      run: 'Longest run, days',
      weekends: 'Weekends',
      rest: 'Shortest rest, hours',
    },
    evenness: {
      month: 'Month',
      people: 'People',
      hours: 'Hours on duty, mean',
      burden: 'Burden, mean',
      broken: 'Nights broken, mean',
      gini: 'Gini index',
    },
  },
  {
    health: {
      name: 'Nom',
      month: 'Mois',
      hours: 'Heures d’astreinte',
      burden: 'Charge, en points',
      nights: 'Nuits d’astreinte',
      broken: 'Nuits coupées',
      answered: 'Dont répondues',
      run: 'Plus longue série, en jours',
      weekends: 'Week-ends',
      rest: 'Repos le plus court, en heures',
    },
    evenness: {
      month: 'Mois',
      people: 'Personnes',
      hours: 'Heures d’astreinte, moyenne',
      burden: 'Charge, moyenne',
      broken: 'Nuits coupées, moyenne',
      gini: 'Indice de Gini',
    },
  },
);
