/** Whether this is a zone of the IANA database, such as `America/New_York`; offsets such as `+02:00` are none. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    // The only way that Intl tells that it does not know a zone.
    return false;
  }
}
