const TIME =
  /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?(?:\/.*)?$/i;

/** `20260701` or `20260701T090000`, with `Z` in UTC; of a period, where it starts. What is no time stays as it is. */
export function strictTime(text: string): string {
  const [, year, month, day, hour, minute, second = '00', zone = ''] = TIME.exec(text.trim()) ?? [];
  if (year === undefined) return text.trim();
  if (hour === undefined) return `${year}${month}${day}`;
  const local = `${year}${month}${day}T${hour}${minute}${second}`;
  if (!/[+-]/.test(zone)) return `${local}${zone.toUpperCase()}`;
  const offset = zone.replace(/^(...):?/, '$1:');
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(at.getTime()) ? text.trim() : `${at.toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

/** Whether it came out as a date or a time. */
export function isStrictTime(text: string): boolean {
  return /^\d{8}(?:T\d{6}Z?)?$/.test(text);
}
