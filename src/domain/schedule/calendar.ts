/** A day on somebody's calendar, `YYYY-MM-DD`: it becomes instants only with a time and a zone. */
export type LocalDate = string;

/** Parses nothing: true for a day that exists, in that form. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const asUtc = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(asUtc) && new Date(asUtc).toISOString().startsWith(text);
}

/** True for `HH:mm` from 00:00 to 23:59. */
export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
