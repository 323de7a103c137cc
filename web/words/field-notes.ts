interface FieldNote {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** Notes as a person reads them: what is said of several rows of a field is said once, with how often. */
export function saidOnce(notes: readonly FieldNote[]): (FieldNote & { readonly key: string })[] {
  const same = Map.groupBy(notes, ({ field, message }) => `${field} ${message}`);
  return [...same].flatMap(([key, [first, ...more]]) =>
    first
      ? [{ ...first, key, message: more.length === 0 ? first.message : `${first.message} (${more.length + 1} times)` }]
      : [],
  );
}
