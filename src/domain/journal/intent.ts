import type { Draft } from '../../../contracts/objects/target.ts';
import type { Instant, TargetRef } from '../../../contracts/objects/values.ts';
import type { LinkKey } from '../identity/sync-link.ts';

/**
 * The write-ahead record of a write that may not be repeated. While one is open, no second write for its key may be
 * sent; a database constraint sees to it. It keeps the draft, because a record without our key is recognised by it;
 * settling removes the intent and with it the draft.
 */
export interface Intent extends LinkKey {
  readonly id: string;
  readonly runId: string;
  /** The source matter whose note, file or relationship this is. */
  readonly matterId?: string;
  readonly action: 'create' | 'add-version';
  readonly witness: string;
  readonly draft: Draft;
  /** Of the source as it was sent, for the link. */
  readonly sourceHash: string;
  /** For `add-version`: the record and the version that was its latest before. */
  readonly targetRef?: TargetRef;
  readonly versionBefore?: string;
  /** The bytes that are to follow, for documents. */
  readonly document?: { readonly size: number; readonly sha256?: string };
  /** When the latest attempt was committed; the request was sent after this. */
  readonly openedAt: Instant;
  /** When the answer is lost at the latest if nothing comes. */
  readonly deadlineAt: Instant;
  /** When the answer was lost, if that is known. */
  readonly lostAt?: Instant;
  /** How many requests were sent for it. */
  readonly attempts: number;
  /** How many look-ups since the latest attempt found nothing. */
  readonly lookUps: number;
  /** The evidence contradicts itself; a person decides. */
  readonly contested: boolean;
}
