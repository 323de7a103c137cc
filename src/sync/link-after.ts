import type { Draft, TargetRecord } from '../../contracts/objects/target.ts';
import type { DocumentBase, Link, LinkOrigin } from '../domain/identity/sync-link.ts';
import type { Bases } from '../domain/planning/bases.ts';
import { fingerprintOf, sourceHashOf } from '../domain/planning/canonical.ts';
import type { Desired } from '../domain/planning/desired.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import { keyIn, type SyncContext } from './sync-context.ts';

export interface LinkFacts {
  readonly desired: Desired;
  /** With a mark where a reference could not be resolved. */
  readonly marked: Draft;
  readonly record: TargetRecord;
  readonly origin: LinkOrigin;
  readonly bases: Bases;
  readonly document?: DocumentBase | undefined;
  /** Something is left to write: the next round must not trust the fingerprint. */
  readonly unfinished?: boolean;
}

/** The link as it stands after a write or an agreement. */
export function linkAfter(deps: SyncDependencies, context: SyncContext, facts: LinkFacts): Link {
  const { desired, record } = facts;
  const belongs = desired.kind !== 'contact' && desired.kind !== 'matter';
  const hash = (text: string) => deps.digest.keyed(text);
  return {
    ...keyIn(context.scope, desired.kind, desired.sourceId),
    ...(belongs && { matterId: context.matterId }),
    targetRef: record.ref,
    ...(record.url !== undefined && { url: record.url }),
    origin: facts.origin,
    fingerprint: facts.unfinished ? '' : fingerprintOf(facts.marked, desired.document, hash),
    sourceHash: sourceHashOf(desired, hash),
    ...facts.bases,
    ...(facts.document && { document: facts.document }),
    sourceDeleted: false,
    targetDeleted: false,
    mappingRevision: context.mappings.revision,
    syncedAt: instantOf(deps.clock.now()),
  };
}

/** What of the bytes the source has now, as held by a version of the target. */
export function documentBase(desired: Desired, version: string, uploaded: boolean): DocumentBase | undefined {
  const { document } = desired;
  return (
    document && {
      size: document.size,
      ...(document.sha256 !== undefined && { sha256: document.sha256 }),
      version,
      uploaded,
    }
  );
}
