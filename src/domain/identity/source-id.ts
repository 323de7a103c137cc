/**
 * The source id of a note, a document or a relationship of the intake, whose own ids are unique within their matter
 * only: both parts percent-encoded, with a slash between them, which neither can then contain.
 */
export function sourceIdOf(matterId: string, id: string): string {
  return `${encodeURIComponent(matterId)}/${encodeURIComponent(id)}`;
}

/** The parts of a source id; `undefined` for a text that `sourceIdOf` never made. */
export function localIdOf(sourceId: string): { readonly matterId: string; readonly id: string } | undefined {
  const [matterId, id, ...more] = sourceId.split('/').map(decoded);
  return matterId === undefined || id === undefined || more.length > 0 ? undefined : { matterId, id };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    // The only error is a broken escape: the text is none of ours.
    return undefined;
  }
}
