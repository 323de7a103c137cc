import { withParts } from '../../../contracts/conformance/index.ts';
import type { WriteOutcome } from '../../../contracts/outcomes.ts';
import type { CaseManagementTarget } from '../../../contracts/ports/case-management-target.ts';
import type { DocumentSyncer } from '../../../contracts/ports/document-syncer.ts';
import type { ObjectSyncer } from '../../../contracts/ports/object-syncer.ts';
import type { InMemorySystem } from '../system.ts';

/** A mistake that an author could make, and the checks that must notice it, by the beginning of their names. */
export interface Saboteur {
  readonly name: string;
  readonly caughtBy: string;
  readonly wrap: (target: CaseManagementTarget, system: InMemorySystem) => CaseManagementTarget;
}

type Kind = 'contacts' | 'matters' | 'notes' | 'relationships';
type Change<Syncer> = (original: Syncer, system: InMemorySystem) => Partial<Syncer>;

export const inSyncer = (caughtBy: string, name: string, kind: Kind, change: Change<ObjectSyncer>): Saboteur => ({
  name,
  caughtBy,
  wrap: (target, system) => withParts(target, { [kind]: withParts(target[kind], change(target[kind], system)) }),
});

export const inDocuments = (caughtBy: string, name: string, change: Change<DocumentSyncer>): Saboteur => ({
  name,
  caughtBy,
  wrap: (target, system) =>
    withParts(target, { documents: withParts(target.documents, change(target.documents, system)) }),
});

export const inTarget = (caughtBy: string, name: string, change: Change<CaseManagementTarget>): Saboteur => ({
  name,
  caughtBy,
  wrap: (target, system) => withParts(target, change(target, system)),
});

export const rejected = (message: string): WriteOutcome => ({
  kind: 'rejected',
  reason: { code: 'invalid', message, fields: [] },
});
