import { SyncFailure } from '../../contracts/failures.ts';

/** From this size on a file goes in parts, in bytes. */
const multipartFrom = 100 * 1024 * 1024;
const usualPartSize = 32 * 1024 * 1024;
const mostParts = 10_000;
/** How many parts one request may speak of. */
export const partsAtOnce = 50;

/** One part of a file: its number (from 1), and the bytes from `start` to before `end`. */
export interface PartRange {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** The parts of a file; none where it goes as a whole. The same size gives the same parts. */
export function partsOf(size: number): PartRange[] {
  if (size < multipartFrom) return [];
  const partSize = Math.max(usualPartSize, Math.ceil(size / mostParts));
  if (!Number.isSafeInteger(size)) throw new SyncFailure('unsupported', 'The file is larger than can be counted.');
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => {
    return { number: index + 1, start: index * partSize, end: Math.min((index + 1) * partSize, size) };
  });
}

export function wireParts(parts: readonly PartRange[]): unknown[] {
  return parts
    .slice(0, partsAtOnce)
    .map(({ number, start, end }) => ({ part_number: number, content_length: String(end - start) }));
}
