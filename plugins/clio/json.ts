// Ids are 64-bit integers on the wire; a JavaScript number would change the long ones in silence.

/** Parses JSON; integers that a number cannot hold exactly come as their text. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  const exactly = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
      ? (context?.source ?? value)
      : value;
  return JSON.parse(text, exactly);
}

/** A reference as the API's bodies want it: a number, unless a number cannot hold it. */
export function wireId(ref: string): number | string {
  const id = Number(ref);
  return Number.isSafeInteger(id) && String(id) === ref ? id : ref;
}

/** Orders references by number, so that 9 comes before 10. */
export function compareRefs(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
