import type { SourceFieldType } from '../../contracts/mappings.ts';
import type { CalendarDate, FieldLevel, FieldValue, Instant, ObjectKind, Row } from '../../contracts/objects/values.ts';
import type { Page, Paged } from './run-log.ts';

export type CustomValues = Readonly<Record<string, FieldValue>>;

export interface Colleague {
  readonly email?: string;
  readonly name?: string;
}

/** The bodies of `/v1/intake`, as they are stored. Optional keys are absent when blank. */
export interface ContactBody {
  readonly kind: 'person' | 'company';
  readonly prefix?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly lastName?: string;
  readonly suffix?: string;
  readonly companyName?: string;
  readonly jobTitle?: string;
  readonly birthDate?: CalendarDate;
  readonly companyId?: string;
  /** Parts `{address}`. */
  readonly emails: readonly Row[];
  /** Parts `{number}`. */
  readonly phones: readonly Row[];
  /** Parts `{street, city, state, postalCode, country}`, absent ones left out. */
  readonly addresses: readonly Row[];
  /** Parts `{url}`. */
  readonly websites: readonly Row[];
  readonly customFields: CustomValues;
}

export interface MatterBody {
  readonly title: string;
  readonly contactId: string;
  readonly status: 'pnc' | 'hired' | 'lost';
  readonly hiredAt?: Instant;
  readonly number?: string;
  readonly description?: string;
  readonly practiceArea?: string;
  readonly stage?: string;
  readonly openDate?: CalendarDate;
  readonly responsibleAttorney?: Colleague;
  readonly originatingAttorney?: Colleague;
  readonly statuteOfLimitations?: CalendarDate;
  readonly customFields: CustomValues;
}

export interface NoteBody {
  readonly subject?: string;
  readonly body: string;
  readonly format: 'text' | 'html';
  readonly date?: CalendarDate;
}

export interface DocumentBody {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  /** Where the blob store keeps the bytes. */
  readonly blobId: string;
}

export interface RelationshipBody {
  readonly contactId: string;
  readonly label: string;
}

export interface IntakeBodies {
  readonly contact: ContactBody;
  readonly matter: MatterBody;
  readonly note: NoteBody;
  readonly document: DocumentBody;
  readonly relationship: RelationshipBody;
}

/**
 * One object of the intake. `matterId` is empty for contacts and matters; ids of notes, documents and relationships
 * are unique within their matter.
 */
export interface IntakeRecord<Kind extends ObjectKind = ObjectKind> {
  readonly firmId: string;
  readonly kind: Kind;
  readonly matterId: string;
  readonly id: string;
  readonly body: IntakeBodies[Kind];
  /** Raised by each write of the record; the `ETag`. */
  readonly version: number;
  readonly updatedAt: Instant;
  /** A tombstone: the record was deleted and may be revived. */
  readonly deleted: boolean;
}

/** A custom field of the firm's intake. */
export interface IntakeField {
  readonly firmId: string;
  readonly level: FieldLevel;
  readonly key: string;
  readonly label: string;
  readonly type: SourceFieldType;
  readonly options?: readonly { readonly key: string; readonly label: string }[];
}

export interface MatterQuery {
  /** Only these. */
  readonly ids?: readonly string[];
  /** Part of the title, the number or the client's name, compared without case. */
  readonly text?: string;
  readonly status?: MatterBody['status'];
  /** Whose client this contact is. */
  readonly contactId?: string;
  /** Only matters whose id comes after this one. */
  readonly after?: string;
}

/** A value that records of the intake hold, and how many of them do. */
export interface TalliedValue {
  readonly value: Exclude<FieldValue, null> | Colleague;
  readonly count: number;
}

/** The tables of the built-in source. */
export interface IntakeBook {
  /** Tombstones included. With `lock`, the row stays locked until the transaction ends. */
  find<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    id: string,
    lock?: boolean,
  ): Promise<IntakeRecord<Kind> | undefined>;
  /** Tombstones included, in no particular order; unknown ids are left out. */
  findMany<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    ids: readonly string[],
  ): Promise<IntakeRecord<Kind>[]>;
  /** Of one matter (or, for contacts and matters, of the firm), without tombstones, in the order of their ids. */
  list<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    page: Page,
  ): Promise<Paged<IntakeRecord<Kind>>>;
  /** Matters in the order of their ids, without tombstones. */
  searchMatters(firmId: string, query: MatterQuery, page: Page): Promise<Paged<IntakeRecord<'matter'>>>;
  /**
   * Inserts or replaces by key, and appends to the firm's list of changes. A changed contact counts for every matter
   * that has it as client, as related contact, or as the company of one of these.
   */
  save<Kind extends ObjectKind>(record: IntakeRecord<Kind>): Promise<void>;
  /** Matters touched after a position, in order, each once. Positions rise in the order of commits. */
  changedAfter(
    firmId: string,
    position: number,
    limit: number,
  ): Promise<{ readonly matterIds: string[]; readonly position: number; readonly more: boolean }>;
  /**
   * The values at a place of the body (such as `['customFields', 'language']`) that live records of a kind hold, of
   * whatever matter; the most frequent first, equal ones by their JSON text, at most `limit`. Records without it do not
   * count.
   */
  tally(firmId: string, kind: ObjectKind, place: readonly string[], limit: number): Promise<TalliedValue[]>;
  fields(firmId: string, level: FieldLevel): Promise<IntakeField[]>;
  saveField(field: IntakeField): Promise<void>;
  /** Whether there was such a field. */
  removeField(firmId: string, level: FieldLevel, key: string): Promise<boolean>;
}
