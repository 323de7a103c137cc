import type { SourceField } from '../mappings.ts';
import type { MatterFamily, SourceMatterStatus, SourceValue } from '../objects/source.ts';
import type { FieldLevel, FieldPath, Instant } from '../objects/values.ts';

/** Which kinds to read; what is off is not read at all. */
export interface FamilyScope {
  readonly documents: boolean;
  readonly notes: boolean;
  readonly relationships: boolean;
}

export interface MatterListing {
  readonly id: string;
  readonly title: string;
  readonly status: SourceMatterStatus;
  readonly clientName: string;
}

/** Where a value stands in the source: a field of a level, or the label of a relationship. */
export type ValuePlace = { readonly level: FieldLevel; readonly field: FieldPath } | 'relationship-label';

/** A value, and how many records of the source hold it. */
export interface ValueInUse {
  readonly value: NonNullable<SourceValue>;
  readonly count: number;
}

/** Opaque position in a source's list of changes. */
export type SourceCursor = string;

/** Which bytes of a document: from `start` inclusive to `end` exclusive, and only of the content with this SHA-256 (lower-case hex). */
export interface DocumentPart {
  readonly range?: { readonly start: number; readonly end: number };
  readonly sha256?: string;
}

/** The system that matters come from. Read only, but for marking a matter hired where the system allows it. */
export interface MatterSource {
  readonly capabilities: { readonly markHired: boolean };
  /** The matter with its family as of one moment; `undefined` when there is no such matter. */
  readFamily(matterId: string, scope: FamilyScope): Promise<MatterFamily | undefined>;
  /** Matters whose own fields, people, notes, files or ties changed since the cursor; from the start without one. */
  changedSince(
    cursor: SourceCursor | undefined,
    limit: number,
  ): Promise<{ readonly matterIds: readonly string[]; readonly cursor: SourceCursor; readonly more: boolean }>;
  /**
   * A fresh stream of a document's bytes. Throws `SyncFailure` of kind `absent` when the document is gone and `stale`
   * when it no longer is the content that was asked for.
   */
  openDocument(documentId: string, part?: DocumentPart): Promise<ReadableStream<Uint8Array>>;
  fields(level: FieldLevel): Promise<readonly SourceField[]>;
  /**
   * The values that stand at a place, the most frequent first, at most `limit`; `undefined` where the source cannot
   * tell without reading every record.
   */
  valuesInUse(place: ValuePlace, limit: number): Promise<readonly ValueInUse[] | undefined>;
  /** Marks the matter hired as of `at`. Pressing again changes nothing. Only where `capabilities.markHired`. */
  markHired(matterId: string, at: Instant): Promise<void>;
  /** A page of matters in the order of their ids. */
  list(query: {
    /** Only these. */
    readonly ids?: readonly string[];
    readonly text?: string;
    readonly status?: SourceMatterStatus;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly MatterListing[]>;
}
