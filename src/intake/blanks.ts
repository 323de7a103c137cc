type Filled<Values> = { -readonly [Key in keyof Values]?: Exclude<Values[Key], null | undefined> };

/** Values as a caller may give them: left out, `null` and white space alone all mean blank. */
export type Blankable<Values> = { readonly [Key in keyof Values]?: Values[Key] | null | undefined };

/** Leaves out the keys whose values are blank, so that blank is stored in one way only. */
export function withoutBlanks<Values extends object>(values: Values): Filled<Values>;
export function withoutBlanks(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]: [string, unknown]) => !isBlank(value)));
}

export function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
