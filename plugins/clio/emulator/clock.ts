/** Where the emulator reads the time, in milliseconds since the epoch. A test passes its own to move it. */
export interface Clock {
  now(): number;
}

/** The service keeps whole seconds, so two changes within one second carry one timestamp. */
export const wholeSecond = (milliseconds: number): number => Math.floor(milliseconds / 1000) * 1000;

interface WallTime {
  readonly date: string;
  readonly time: string;
  readonly offsetMinutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

function wallTime(milliseconds: number, zone: string): WallTime {
  const parts = new Map(
    formatFor(zone)
      .formatToParts(milliseconds)
      .map((part) => [part.type, part.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '00';
  const date = `${get('year')}-${get('month')}-${get('day')}`;
  const time = `${get('hour')}:${get('minute')}:${get('second')}`;
  const offsetMinutes = (Date.parse(`${date}T${time}Z`) - wholeSecond(milliseconds)) / 60_000;
  return { date, time, offsetMinutes };
}

/** An instant as the service writes it for a user: `2025-08-14T00:15:35-04:00`, never `Z`. */
export function stamp(milliseconds: number, zone: string): string {
  const { date, time, offsetMinutes } = wallTime(milliseconds, zone);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  return `${date}T${time}${sign}${hours}:${minutes}`;
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export const dayOf = (milliseconds: number, zone: string): string => wallTime(milliseconds, zone).date;
