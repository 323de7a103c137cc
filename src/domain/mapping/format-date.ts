import { DateTime } from 'luxon';

/** What a date format may be made of; everything else would come out as something nobody asked for. */
const parts = /^(?:yyyy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|a|EEEE|EEE|[ ,./:()-])+$/;
const timeParts = /[HhmsaA]/;

/** Why a date format cannot be used; `undefined` when it can. `hasTime`: the value is an instant, not a day. */
export function problemOfDateFormat(format: string, hasTime: boolean): string | undefined {
  if (!parts.test(format))
    return 'A date format is made of yyyy, MM, dd, MMM, MMMM, EEEE, HH, hh, mm, ss, a and signs.';
  return !hasTime && timeParts.test(format.replaceAll(/M+/g, '')) ? 'A date has no time of day to write.' : undefined;
}

/** Writes a day as it is, or an instant as the firm's clock showed it. `undefined` for what is neither. */
export function formatDate(value: string, format: string, timeZone: string): string | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  // A day is written in UTC from end to end, so that no zone can move it.
  const moment = DateTime.fromISO(value, { zone: isDay ? 'utc' : timeZone, locale: 'en-US' });
  return moment.isValid ? moment.toFormat(format) : undefined;
}

/** An instant as date and time of the firm's clock; seconds and their parts only where there are any. */
export function instantAsText(value: string, timeZone: string): string | undefined {
  return formatDate(value, `yyyy-MM-dd HH:mm${finer(value)}`, timeZone);
}

/** The time of day that the firm's clock showed. */
export function timeInZone(value: string, timeZone: string): string | undefined {
  return formatDate(value, `HH:mm${finer(value)}`, timeZone);
}

function finer(value: string): string {
  const moment = DateTime.fromISO(value, { zone: 'utc' });
  if (moment.millisecond !== 0) return ':ss.SSS';
  return moment.second === 0 ? '' : ':ss';
}
