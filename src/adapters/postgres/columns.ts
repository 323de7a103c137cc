import { p, Type } from '@mikro-orm/core';

/** An instant as the ports know it: ISO 8601 UTC with milliseconds, in and out, whatever the zone of the session. */
class InstantType extends Type<string | null, string | null> {
  override convertToJSValue(value: string | null): string | null {
    return value === null ? null : new Date(value).toISOString();
  }

  override getColumnType(): string {
    return 'timestamptz(3)';
  }

  override get runtimeType(): string {
    return 'string';
  }
}

/**
 * Nested data, handed to the mapper as JSON text: as an object it would be copied on the way, and a copy made by
 * assignment loses keys such as `__proto__`.
 */
export class JsonType extends Type<string | null, string | null> {
  override convertToJSValue(value: unknown): string | null {
    if (value === null || typeof value === 'string') return value;
    return JSON.stringify(value);
  }

  override getColumnType(): string {
    return 'jsonb';
  }

  override get runtimeType(): string {
    return 'string';
  }
}

/** JSON that must come back as it went in: `jsonb` forgets the order of keys, and its null is no value to the driver. */
class VerbatimJsonType extends JsonType {
  override getColumnType(): string {
    return 'text';
  }
}

/** The kinds of column. Ids compare by code point, so that every database and the memory adapter page alike. */
export const column = {
  id: () => p.text().collation('C'),
  text: () => p.text(),
  flag: () => p.boolean(),
  count: () => p.integer(),
  size: () => p.bigint('number'),
  instant: () => p.type(InstantType),
  json: () => p.type(JsonType),
  verbatimJson: () => p.type(VerbatimJsonType),
  /** The order of insertion. Not part of the record. */
  place: () => p.bigint('number').autoincrement().hidden(),
};

/** A column for each key of a record: a port that gains a key does not compile before the table has a column for it. */
export type ColumnsOf<Value> = { readonly [Key in keyof Required<Value>]: unknown } & Readonly<Record<string, unknown>>;
