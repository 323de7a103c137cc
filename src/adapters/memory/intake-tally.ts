import type { IntakeRecord, TalliedValue } from '../../ports/intake-book.ts';
import { compareTexts } from './paging.ts';

type Value = TalliedValue['value'];

/** The values at a place of the records' bodies, as often as they are there. */
export function tallyOf(records: readonly IntakeRecord[], place: readonly string[], limit: number): TalliedValue[] {
  const tallied = new Map<string, { value: Value; count: number }>();
  for (const { body } of records) {
    const value = valueAt(body, place);
    if (!isHeld(value)) continue;
    const text = JSON.stringify(inDatabaseOrder(value));
    const entry = tallied.get(text);
    if (entry) entry.count += 1;
    else tallied.set(text, { value, count: 1 });
  }
  const entries = [...tallied].toSorted(([a, { count: x }], [b, { count: y }]) => y - x || compareTexts(a, b));
  return entries.slice(0, limit).map(([, entry]) => entry);
}

/** Nothing but values stands at a place that has a field. */
function isHeld(value: unknown): value is NonNullable<Value> {
  return value !== undefined && value !== null;
}

/** By entries: a place may be called after what every object inherits, and lists have a length. */
function valueAt(body: unknown, place: readonly string[]): unknown {
  let value = body;
  for (const key of place) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map<string, unknown>(Object.entries(value)).get(key);
  }
  return value;
}

/** The database keeps the shorter key of an object first, and of equally long ones the lower; its texts sort so. */
function inDatabaseOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.toSorted(([a], [b]) => a.length - b.length || compareTexts(a, b)));
}
