import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { Rejection, WriteOutcome } from '../../contracts/outcomes.ts';
import type { TransferRequest } from '../../contracts/ports/document-syncer.ts';
import type { Clock } from '../../contracts/session.ts';
import type { ByteMover, Moved } from './byte-mover.ts';
import type { DocumentStore } from './document-store.ts';
import { placeInTicket, type UploadPlace } from './upload-ticket.ts';

/** How often the bytes are sent before the upload is left for a later call. */
const mostSendings = 4;
const closeAgainAfterMs = [1_500, 3_000, 6_000, 12_000] as const;
const sendAgainAfterMs = [500, 2_000, 5_000] as const;

/** Where an upload stands: at its end, or with a place for its bytes. */
type Standing = { readonly outcome: WriteOutcome } | { readonly place: UploadPlace };

/** Moves one document's bytes to the storage host and closes the upload. */
export class Upload {
  readonly #store: DocumentStore;
  readonly #mover: ByteMover;
  readonly #clock: Clock;
  readonly #request: TransferRequest;
  /** Raised when a version had to be replaced because its address was refused for good. */
  #version: string;
  /** The document as it was last read. */
  #seen: TargetRecord | undefined;

  constructor(store: DocumentStore, mover: ByteMover, clock: Clock, request: TransferRequest) {
    this.#store = store;
    this.#mover = mover;
    this.#clock = clock;
    this.#request = request;
    this.#version = request.version;
  }

  async run(): Promise<WriteOutcome> {
    const { ticket, version } = this.#request;
    const ticketed = placeInTicket(ticket, version, this.#clock.now());
    let standing: Standing = ticketed ? { place: ticketed } : await this.#look('unchanged');
    let refusals = 0;
    for (let sending = 0; sending < mostSendings; sending += 1) {
      if ('outcome' in standing) return standing.outcome;
      const moved = await this.#mover.move(this.#request, standing.place);
      if (moved.kind === 'too-large')
        return rejected('invalid', 'The storage of Clio does not take a file of this size.');
      if (moved.kind === 'stored') {
        const closed = await this.#close(standing.place);
        if (closed) return closed;
      }
      if (moved.kind === 'refused') refusals += 1;
      standing = await this.#next(moved, refusals, sending);
    }
    return 'outcome' in standing ? standing.outcome : this.#givenUp();
  }

  /** After a sending that did not end the upload: look where it stands; an address refused twice needs a new version. */
  async #next(moved: Moved, refusals: number, sending: number): Promise<Standing> {
    if (moved.kind === 'lost') await this.#clock.sleep(sendAgainAfterMs[sending] ?? 0, this.#request.signal);
    const standing = await this.#look('applied');
    if (refusals !== 2 || moved.kind !== 'refused' || 'outcome' in standing) return standing;
    return this.#replaceVersion();
  }

  /** A replaced version must be told, or the next call would take it for somebody else's. */
  #givenUp(): WriteOutcome {
    const reason = 'The bytes could not be brought to the storage of Clio.';
    const replaced = this.#version !== this.#request.version;
    return replaced && this.#seen
      ? { kind: 'cannot-converge', record: this.#seen, reason, fields: ['content'] }
      : this.#unknown(reason);
  }

  /** Reads where the upload stands now; `whenThere` is the verdict if all of it has arrived. */
  async #look(whenThere: 'unchanged' | 'applied'): Promise<Standing> {
    const found = await this.#store.standing(this.#request.ref);
    if (!found)
      return { outcome: rejected('absent', 'Clio has no such document any more, or hides it from this user.') };
    const { record, place } = found;
    this.#seen = record;
    if (record.trashed) return { outcome: rejected('absent', 'The document is in the trash of Clio.') };
    if (record.document?.version !== this.#version) {
      return {
        outcome: rejected('stale', 'Clio holds a newer version of this document than the one these bytes are for.'),
      };
    }
    if (record.document.uploaded) return { outcome: this.#whole(record, whenThere) };
    return place ? { place } : { outcome: this.#unknown('Clio names no place for the bytes of this document.') };
  }

  #whole(record: TargetRecord, kind: 'unchanged' | 'applied'): WriteOutcome {
    const { size } = this.#request.content;
    const held = record.document?.size;
    if (held === undefined || held === size) return { kind, record };
    const reason = `Clio holds ${held} bytes of this document; ${size} were sent.`;
    return { kind: 'cannot-converge', record, reason, fields: ['content'] };
  }

  /** Tells Clio that the bytes are there; `undefined` when it did not find them. */
  async #close(place: UploadPlace): Promise<WriteOutcome | undefined> {
    for (const wait of [...closeAgainAfterMs, undefined]) {
      const { outcome, type } = await this.#store.close(this.#request.ref, place.uuid);
      if (type === 'UploadNotFoundError') return undefined;
      const closed = outcome.kind === 'applied' ? this.#closed(outcome.record) : undefined;
      const settled = closed ?? (type === 'UploadTimeoutError' ? undefined : await this.#afterDoubt(outcome));
      if (settled) return settled;
      if (wait !== undefined) await this.#clock.sleep(wait, this.#request.signal);
    }
    return this.#unknown('Clio has not confirmed yet that the bytes are there.');
  }

  /** `undefined` while the version does not say yet that it is whole. */
  #closed(record: TargetRecord): WriteOutcome | undefined {
    if (record.document?.version !== this.#version) {
      return rejected('stale', 'Somebody added a newer version of this document while its bytes were on their way.');
    }
    return record.document.uploaded ? this.#whole(record, 'applied') : undefined;
  }

  /** A refusal or a lost answer may mean that the upload was closed before; only a look can tell. */
  async #afterDoubt(outcome: WriteOutcome): Promise<WriteOutcome | undefined> {
    const standing = await this.#look('applied');
    if ('outcome' in standing) return standing.outcome;
    return outcome.kind === 'rejected' && outcome.reason.code !== 'stale' ? outcome : undefined;
  }

  async #replaceVersion(): Promise<Standing> {
    const { ref, draft, content } = this.#request;
    const before = await this.#store.standing(ref);
    const outcome = await this.#store.addVersion(ref, draft.fields.name ?? before?.record.fields.name ?? null, content);
    if (outcome.kind === 'rejected') return { outcome };
    const after = await this.#store.standing(ref);
    const now = after?.record.document;
    if (!after?.place || now === undefined || now.uploaded || now.version === this.#version) {
      return { outcome: this.#unknown('The storage of Clio refused the address of this upload.') };
    }
    this.#version = now.version;
    this.#seen = after.record;
    return { place: after.place };
  }

  #unknown(reason: string): WriteOutcome {
    return { kind: 'unknown', lostAt: new Date(this.#clock.now()).toISOString(), reason };
  }
}

function rejected(code: Rejection['code'], message: string): WriteOutcome {
  return { kind: 'rejected', reason: { code, message, fields: [] } };
}
