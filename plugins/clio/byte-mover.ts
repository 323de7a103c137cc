import type { TransferRequest } from '../../contracts/ports/document-syncer.ts';
import type { Clock, Session } from '../../contracts/session.ts';
import type { DocumentStore } from './document-store.ts';
import { type PartRange, partsAtOnce, partsOf } from './parts.ts';
import { type PutOutcome, putBytes } from './storage-put.ts';
import { placeOf, type Slot, type UploadPlace } from './upload-ticket.ts';
import { Document } from './wire.ts';

/** What became of one sending of all bytes. */
export type Moved = PutOutcome;

const partAgainAfterMs = [500, 2_000, 5_000] as const;

/** Brings all bytes of a document to the storage host: whole, or in parts, one after the other. */
export class ByteMover {
  readonly #session: Session;
  readonly #store: DocumentStore;
  readonly #clock: Clock;
  readonly #stallMs: number;

  constructor(session: Session, store: DocumentStore, stallMs: number) {
    this.#session = session;
    this.#store = store;
    this.#clock = session.clock;
    this.#stallMs = stallMs;
  }

  async move(request: TransferRequest, place: UploadPlace): Promise<Moved> {
    const parts = partsOf(request.content.size);
    if (parts.length === 0) {
      const whole = { number: 0, start: 0, end: request.content.size };
      return place.whole ? this.#put(request, place.whole, whole) : { kind: 'refused', status: 0 };
    }
    for (let start = 0; start < parts.length; start += partsAtOnce) {
      const moved = await this.#moveSome(request, place, parts.slice(start, start + partsAtOnce));
      if (moved.kind !== 'stored') return moved;
    }
    return { kind: 'stored' };
  }

  async #moveSome(request: TransferRequest, place: UploadPlace, parts: readonly PartRange[]): Promise<Moved> {
    const missing = parts.filter(({ number }) => !place.parts[number]);
    const slots =
      missing.length === 0 ? place.parts : { ...place.parts, ...(await this.#slots(request, place.uuid, missing)) };
    for (const part of parts) {
      const slot = slots[part.number];
      const moved = slot
        ? await this.#movePart(request, place.uuid, part, slot)
        : { kind: 'refused' as const, status: 0 };
      if (moved.kind !== 'stored') return moved;
    }
    return { kind: 'stored' };
  }

  /** A lost part is sent again alone, and so is one whose address was refused, to a fresh one: the others are there. */
  async #movePart(request: TransferRequest, uuid: string, part: PartRange, first: Slot): Promise<Moved> {
    let slot = first;
    let moved = await this.#put(request, slot, part);
    for (const wait of partAgainAfterMs) {
      if (moved.kind === 'stored' || moved.kind === 'too-large') return moved;
      await this.#clock.sleep(wait, request.signal);
      if (moved.kind === 'refused') slot = (await this.#slots(request, uuid, [part]))[part.number] ?? slot;
      moved = await this.#put(request, slot, part);
    }
    return moved;
  }

  async #slots(
    { ref }: TransferRequest,
    uuid: string,
    parts: readonly PartRange[],
  ): Promise<Readonly<Record<number, Slot>>> {
    const answer = await this.#store.partPlaces(ref, uuid, parts);
    const wire = answer.kind === 'done' ? Document.safeParse(answer.data) : undefined;
    const version = wire?.success ? wire.data.latest_document_version : undefined;
    return version?.uuid === uuid ? placeOf(version).parts : {};
  }

  #put({ content, moved, signal }: TransferRequest, slot: Slot, { start, end }: PartRange): Promise<PutOutcome> {
    const put = {
      url: slot.url,
      headers: slot.headers,
      length: end - start,
      open: () => content.open({ start, end }),
      moved: (bytes: number) => moved(start + bytes),
      signal,
    };
    return putBytes(this.#session, put, this.#stallMs);
  }
}
