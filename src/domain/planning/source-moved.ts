import type { DocumentBase, Link } from '../identity/sync-link.ts';
import { type Hash, sourceHashOf } from './canonical.ts';
import type { Desired } from './desired.ts';

/**
 * Whether the source says something else than at the last sync. Not the fingerprint: a reference that resolves to
 * another record of the target, or to none, is no change of the source.
 */
export function sourceMoved(desired: Desired, link: Link, hash: Hash): boolean {
  return (
    link.sourceHash !== sourceHashOf(desired, hash) ||
    (link.document !== undefined && !sameBytes(desired, link.document))
  );
}

/** By SHA-256, or by size where the source does not tell it. */
export function sameBytes({ document }: Desired, base: DocumentBase): boolean {
  if (!document) return true;
  return document.sha256 !== undefined && base.sha256 !== undefined
    ? document.sha256 === base.sha256
    : document.size === base.size;
}
