import type { Draft, TargetRecord } from '../../contracts/objects/target.ts';
import type { DocumentBase, Link } from '../../src/domain/identity/sync-link.ts';
import { type Bases, basesOfCreated, nothingRefused } from '../../src/domain/planning/bases.ts';
import { fingerprintOf, sourceHashOf } from '../../src/domain/planning/canonical.ts';
import type { Desired } from '../../src/domain/planning/desired.ts';
import { openHash } from './open-hash.ts';

export interface LinkedFacts {
  readonly desired: Desired;
  /** With its references filled in. */
  readonly draft: Draft;
  readonly record: TargetRecord;
  readonly bases?: Bases;
}

/** The link of an object that was carried over just now, into a record that we made. */
export function linked({ desired, draft, record, bases }: LinkedFacts, parts: Partial<Link> = {}): Link {
  const document = documentBase(desired, record);
  return {
    firmId: 'f1',
    targetConnectionId: 'target',
    sourceConnectionId: 'intake',
    kind: desired.kind,
    sourceId: desired.sourceId,
    ...(desired.kind !== 'contact' && desired.kind !== 'matter' && { matterId: 'm1' }),
    targetRef: record.ref,
    origin: 'created',
    fingerprint: fingerprintOf(draft, desired.document, openHash),
    sourceHash: sourceHashOf(desired, openHash),
    ...(bases ?? basesOfCreated(draft, record, nothingRefused, openHash)),
    ...(document && { document }),
    sourceDeleted: false,
    targetDeleted: false,
    mappingRevision: 1,
    syncedAt: '2026-03-01T17:30:00.000Z',
    ...parts,
  };
}

function documentBase({ document }: Desired, record: TargetRecord): DocumentBase | undefined {
  if (!document) return undefined;
  const { sha256, size } = document;
  return { ...(sha256 !== undefined && { sha256 }), size, version: record.document?.version ?? 'v1', uploaded: true };
}
