import { randomBytes } from 'node:crypto';

/** Opaque names for places in a list. A client can only hand them back. */
export class PageTokens {
  readonly #places = new Map<string, number>();

  /** A token for the page that follows the record with this id. */
  after(id: number): string {
    const token = randomBytes(18).toString('base64url');
    this.#places.set(token, id);
    return token;
  }

  place(token: string): number | undefined {
    return this.#places.get(token);
  }
}
