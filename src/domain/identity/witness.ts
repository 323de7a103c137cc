import type { LinkKey } from './sync-link.ts';

/** Clio's text fields are safe below 255 characters. */
const longest = 200;

/**
 * Our key, placed in a created record. Readable, so that a person who meets it in the target knows what it is; the
 * same in every installation that reads the same source, so that a lost link book can be found again.
 */
export function witnessOf(
  key: Pick<LinkKey, 'sourceConnectionId' | 'kind' | 'sourceId'>,
  hash: (text: string) => string,
): string {
  const readable = `casebridge:${key.sourceConnectionId}:${key.kind}:${key.sourceId}`;
  return readable.length <= longest ? readable : `casebridge:${key.kind}:${hash(readable)}`;
}
