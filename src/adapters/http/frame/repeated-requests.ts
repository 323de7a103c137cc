import type { Clock } from '../../../../contracts/session.ts';
import { Refused } from '../../../domain/refusals.ts';
import type { RememberedAnswer } from '../../../ports/idempotency-book.ts';
import type { Storage } from '../../../ports/storage.ts';

type Asked = Pick<RememberedAnswer, 'firmId' | 'route' | 'key' | 'bodyDigest'>;

const day = 24 * 60 * 60 * 1000;
/** A process that dies in the middle must not lock the key for a day. Longer than any request takes. */
const longestRequest = 5 * 60 * 1000;

/** Remembers the answers to requests that carried an `Idempotency-Key`. */
export class RepeatedRequests {
  constructor(private readonly needs: { readonly storage: Storage; readonly clock: Pick<Clock, 'now'> }) {}

  /** The answer that was given before; `undefined` when this is the first request and may go on. */
  async begin(asked: Asked): Promise<RememberedAnswer | undefined> {
    const earlier = await this.needs.storage.books.idempotency.begin(
      { ...asked, expiresAt: this.at(longestRequest) },
      this.at(0),
    );
    if (!earlier) return undefined;
    if (earlier.bodyDigest !== asked.bodyDigest) throw new Refused('idempotency-mismatch');
    if (earlier.status === undefined) throw new Refused('idempotency-in-progress');
    return earlier;
  }

  async finish(asked: Asked, status: number, body: unknown): Promise<void> {
    await this.needs.storage.books.idempotency.finish({
      ...asked,
      status,
      body: body ?? null,
      expiresAt: this.at(day),
    });
  }

  /** The request was turned down or failed: the next one with the key is a first one again. */
  async abandon(asked: Asked): Promise<void> {
    await this.needs.storage.books.idempotency.abandon(asked);
  }

  private at(later: number): string {
    return new Date(this.needs.clock.now() + later).toISOString();
  }
}
