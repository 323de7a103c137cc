import type { CalendarDate, FieldPath, FieldValue, Instant, Row } from './values.ts';

/** A source value: plain, or a colleague named by e-mail or name. */
export type SourceValue = FieldValue | { readonly email?: string; readonly name?: string };

/**
 * A person or company of the source. `fields` are the source's scalar fields by path (`first_name`, `birth_date`,
 * `custom:shoe_size`); `rows` its repeated ones, always `emails`, `phones`, `addresses`, `websites`.
 * Parts: emails `{address}`, phones `{number}`, addresses `{street, city, state, postalCode, country}`,
 * websites `{url}`.
 */
export interface SourceContact {
  readonly id: string;
  readonly kind: 'person' | 'company';
  readonly fields: Readonly<Record<FieldPath, SourceValue>>;
  readonly rows: Readonly<Record<FieldPath, readonly Row[]>>;
  /** The source contact that is this person's company. */
  readonly companyId?: string;
}

/** *pnc* is a potential new client; *hired* the client has hired the firm; *lost* it came to nothing. */
export type SourceMatterStatus = 'pnc' | 'hired' | 'lost';

/** A matter of the source; `fields` by path as for contacts (`title`, `practice_area`, `responsible_attorney` …). */
export interface SourceMatter {
  readonly id: string;
  readonly contactId: string;
  readonly status: SourceMatterStatus;
  readonly hiredAt?: Instant;
  readonly fields: Readonly<Record<FieldPath, SourceValue>>;
}

/** A note. `format` is a declaration: text is never inspected for tags. */
export interface SourceNote {
  readonly id: string;
  readonly subject?: string;
  readonly body: string;
  readonly format: 'text' | 'html';
  readonly date?: CalendarDate;
}

/** A file's facts without its bytes. `size` in bytes; `sha256` in lower-case hex where the source knows it. */
export interface SourceDocument {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256?: string;
}

/** A labelled tie of a contact to the matter it is read with. */
export interface SourceRelationship {
  readonly id: string;
  readonly contactId: string;
  readonly label: string;
}

/**
 * Everything one sync of a matter needs from the source, read as of one moment. `contacts` holds the client, the
 * companies of those persons, and the related contacts; kinds that were not asked for are empty.
 */
export interface MatterFamily {
  readonly matter: SourceMatter;
  readonly contacts: readonly SourceContact[];
  readonly relationships: readonly SourceRelationship[];
  readonly notes: readonly SourceNote[];
  readonly documents: readonly SourceDocument[];
}
