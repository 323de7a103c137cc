import type { FieldPath, Instant, ObjectKind, TargetRef } from '../../../contracts/objects/values.ts';

/** The hash of a value that we sent, and of what the target answered to it. Hashes only: a link keeps no values. */
export interface FieldBase {
  /** The row of the mappings that wrote it; absent for what no mapping fills. */
  readonly row?: string;
  readonly sent: string;
  readonly answered: string;
  /** The target refused this value: it is not sent again until it changes or a person retries. */
  readonly refused?: true;
}

/** The same for one row of a repeated field, with the target's id of the row. */
export interface RowBase extends FieldBase {
  readonly rowId: string;
  /** Hash of the folded value, by which a row is recognised when its label changes. */
  readonly folded: string;
  /** Hash of the row's label. */
  readonly label: string;
}

/** What of a document's bytes was last sent. */
export interface DocumentBase {
  readonly sha256?: string;
  readonly size: number;
  /** The target's id of the version that holds our bytes. */
  readonly version: string;
  /** False while the bytes are still on their way. */
  readonly uploaded: boolean;
}

/** How a link came about: we made the record, found it to be the same, or a person tied it. */
export type LinkOrigin = 'created' | 'adopted' | 'by-hand';

/** Which source object a link, an intent or a change speaks of, within one pair of connections. */
export interface LinkKey {
  readonly firmId: string;
  readonly targetConnectionId: string;
  /** A connection id, or `intake`. */
  readonly sourceConnectionId: string;
  readonly kind: ObjectKind;
  readonly sourceId: string;
}

/** Source id ↔ target reference, with what was last written. Unique by its key. */
export interface Link extends LinkKey {
  /** The source matter whose note, file or relationship this is; absent for contacts and matters. */
  readonly matterId?: string;
  readonly targetRef: TargetRef;
  readonly url?: string;
  readonly origin: LinkOrigin;
  /** Hash of the projection last carried over, with the canonicaliser's version; empty when nothing was yet. */
  readonly fingerprint: string;
  /** Hash of what the source said then, in its own terms: tells a change of the source from one of the target's references. */
  readonly sourceHash: string;
  readonly fields: Readonly<Record<FieldPath, FieldBase>>;
  readonly rows: Readonly<Record<FieldPath, readonly RowBase[]>>;
  readonly document?: DocumentBase;
  /** The source object is gone; the target's record stays and the link waits for a revival. */
  readonly sourceDeleted: boolean;
  /** A person threw the target's record away; it is not brought back unless the source changes. */
  readonly targetDeleted: boolean;
  readonly mappingRevision: number;
  readonly syncedAt: Instant;
}
