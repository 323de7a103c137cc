import { empty } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { stale } from './errors.ts';
import type { Row } from './rows.ts';

/** The headers of one record. The ETag keeps its quotes. */
export const recordHeaders = (row: Row): Record<string, string> => ({
  etag: row.etag,
  'last-modified': new Date(row.updated_at).toUTCString(),
});

/** 304 when the client already has the record as it stands, else null. */
export function notModified(call: Call, row: Row): Answer | null {
  const known = call.headers['if-none-match'];
  const since = call.headers['if-modified-since'];
  const unchanged =
    known !== undefined ? known === row.etag : since !== undefined && Date.parse(since) >= row.updated_at;
  return unchanged ? empty(304, recordHeaders(row)) : null;
}

/** Refuses a change built on an older state. */
export function demandFresh(call: Call, row: Row): void {
  const known = call.headers['if-match'];
  if (known !== undefined && known !== '*' && known !== row.etag) throw stale();
}
