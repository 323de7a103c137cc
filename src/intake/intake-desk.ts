import type { Instant } from '../../contracts/objects/values.ts';
import type { Clock } from '../../contracts/session.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Storage } from '../ports/storage.ts';

/** What the intake works with. */
export class IntakeDesk {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  private readonly clock: Pick<Clock, 'now'>;

  constructor(needs: { readonly storage: Storage; readonly blobs: BlobStore; readonly clock: Pick<Clock, 'now'> }) {
    this.storage = needs.storage;
    this.blobs = needs.blobs;
    this.clock = needs.clock;
  }

  now(): Instant {
    return new Date(this.clock.now()).toISOString();
  }
}
