import { MEDIUMS, type Medium } from '../../domain/notice/notice.ts';
import type { QuietHours } from '../../domain/notice/preference.ts';
import { isTimeZone } from '../../domain/schedule/wall-clock.ts';
import { fail, ok, type Result } from '../../runtime/result.ts';
import type { Fields } from '../forms/fields.ts';
import type { Messages } from '../messages/messages.ts';

/** Quiet hours as they stand in the form: what was typed, right or wrong. */
export interface QuietValues {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly mediums: readonly Medium[];
}

export function quietValues(quiet: QuietHours | null, homeTimeZone: string): QuietValues {
  if (quiet === null) return { from: '', to: '', zone: homeTimeZone, mediums: [...MEDIUMS] };
  return { from: quiet.from, to: quiet.to, zone: quiet.timeZone, mediums: quiet.mediums };
}

export function typedQuiet(fields: Fields): QuietValues {
  return {
    from: fields.text('quietFrom'),
    to: fields.text('quietTo'),
    zone: fields.text('quietZone'),
    mediums: MEDIUMS.filter((medium) => fields.has(`quiet-${medium}`)),
  };
}

type FieldValidationError = { readonly path: string; readonly message: string };

/** What the form means; null: never quiet. */
export function readQuiet(
  { from, to, zone, mediums }: QuietValues,
  { notificationPreferences }: Messages,
): Result<QuietHours | null, readonly FieldValidationError[]> {
  if (from === '' && to === '') return ok(null);
  const validationErrors: FieldValidationError[] = [];
  for (const [path, time] of [
    ['quietFrom', from],
    ['quietTo', to],
  ] as const) {
    if (time === '') validationErrors.push({ path, message: notificationPreferences.bothTimes });
    else if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      validationErrors.push({ path, message: notificationPreferences.wrongTime });
  }
  if (from === to) validationErrors.push({ path: 'quietTo', message: notificationPreferences.sameTimes });
  if (!isTimeZone(zone))
    validationErrors.push({ path: 'quietZone', message: notificationPreferences.wrongZone });
  if (mediums.length === 0)
    validationErrors.push({ path: 'quietMediums', message: notificationPreferences.oneMedium });
  return validationErrors.length > 0 ? fail(validationErrors) : ok({ from, to, timeZone: zone, mediums });
}
