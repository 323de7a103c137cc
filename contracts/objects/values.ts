/** The five kinds of object that a sync carries. A relationship is a labelled tie of a contact to a matter. */
export const objectKinds = ['contact', 'matter', 'relationship', 'note', 'document'] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** The two levels at which fields are mapped. */
export type FieldLevel = 'contact' | 'matter';

/**
 * The name of a field in one system, opaque to the core: `first_name`, `custom:12`, `practice_area`.
 * Listed by the system's field catalogue.
 */
export type FieldPath = string;

/** A target system's own id of a record, opaque to the core. */
export type TargetRef = string;

/**
 * A plain value. Dates are `YYYY-MM-DD` and never an instant; instants are ISO 8601 UTC; money and decimals are
 * strings, because a binary fraction would change cents in silence. `null` means blank.
 */
export type FieldValue = string | number | boolean | null | readonly string[];

/** An ISO 8601 UTC instant, such as `2026-03-01T17:30:00.000Z`. */
export type Instant = string;

/** A day without a zone, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** One entry of a repeated field (an e-mail, a phone, an address, a web site): its label and its parts. */
export interface Row {
  readonly label?: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** A row as the target holds it, with the target's own id for it. */
export interface TargetRow extends Row {
  readonly id: string;
}
