/** Public holidays and closed days as they stand in a form; as a configuration file would say it. */
export function rawHolidays({
  country,
  region,
  closedDays,
}: {
  readonly country: string;
  readonly region: string;
  readonly closedDays: string;
}): unknown {
  const days = closedDays.split(/[\s,;]+/).filter((day) => day !== '');
  if (country === '' && region === '' && days.length === 0) return null;
  return {
    country: country === '' ? null : country.toUpperCase(),
    region: region === '' ? null : region,
    closedDays: days,
  };
}
