import type { Language } from '../domain/person.ts';
import { USUAL_WEIGHTS } from '../domain/planning-proposal/burden.ts';

/** What a point of the burden is, shown wherever points are: the weights that automatic planning usually has. */
export function burdenPoints(language: Language): string {
  const figure = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const [night, weekend, holiday] = [USUAL_WEIGHTS.night, USUAL_WEIGHTS.weekend, USUAL_WEIGHTS.holiday].map(
    (weight) => figure.format(weight),
  );
  return language === 'en'
    ? `An hour of duty is 1 point, plus ${night} at night, ${weekend} at the weekend and ${holiday} on a public holiday.`
    : `Une heure d’astreinte vaut 1 point, plus ${night} la nuit, ${weekend} le week-end et ${holiday} un jour férié.`;
}
