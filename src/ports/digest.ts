/** Keyed hash of a text, so that what a link remembers cannot be read back or guessed. */
export interface Digest {
  keyed(text: string): string;
}

/** Fresh ids that cannot be guessed. */
export interface Ids {
  next(): string;
}
