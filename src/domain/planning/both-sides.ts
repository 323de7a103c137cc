import type { Capabilities } from '../../../contracts/capabilities.ts';
import type { Draft, TargetRecord } from '../../../contracts/objects/target.ts';
import type { FieldPath, ObjectKind, TargetRef } from '../../../contracts/objects/values.ts';
import type { Likeness } from '../identity/match-contact.ts';
import type { ObjectKey } from '../identity/object-key.ts';
import type { Link } from '../identity/sync-link.ts';
import type { MappingSet } from '../mapping/field-mapping.ts';
import type { MappingProblem } from '../mapping/mapping-problems.ts';
import type { Decision } from '../runs/attention.ts';
import type { Retried } from '../runs/run.ts';
import type { SyncSettings } from '../settings/sync-settings.ts';
import type { Hash } from './canonical.ts';
import type { Desired } from './desired.ts';

/** A contact of the target that may be the one we mean. */
export interface FoundContact {
  readonly record: TargetRecord;
  readonly likeness: Likeness;
  readonly shared: boolean;
  readonly asked: boolean;
  readonly somebodyElse: boolean;
  readonly carriesOurKey: boolean;
}

/** What can be learnt about a linked contact that is gone, in the order in which it is believed. */
export interface GoneEvidence {
  /** The client of the linked matter, where this contact was the client. */
  readonly matterClient: FoundContact | undefined;
  readonly byKey: readonly FoundContact[];
  readonly alike: readonly FoundContact[];
}

/** A person's answer that no sync has acted on yet. */
export interface OpenDecision extends Decision {
  readonly code: string;
}

/** An open intent: what it waits for, or that a person has to look. */
export interface Awaiting {
  readonly contested: boolean;
  /** Every look-up found nothing: it may be sent again under the same intent. */
  readonly sendAgain: boolean;
}

/** Everything a plan is made from, as of one moment; the planner asks nothing else. */
export interface BothSides {
  readonly matterId: string;
  readonly desired: readonly Desired[];
  /** Links of the family's objects, and of the matter's notes, documents and relationships whose source is gone. */
  readonly links: ReadonlyMap<ObjectKey, Link>;
  /** Links of contacts and matters that fields name and that are not of the family. */
  readonly named: ReadonlyMap<ObjectKey, Link>;
  /** Which source field goes where, for a person who wants to know which mapping says so. */
  readonly mappings: MappingSet;
  /** What is wrong with the mappings, for the run to tell; the plan goes on without. */
  readonly mappingProblems: readonly MappingProblem[];
  readonly awaiting: ReadonlyMap<ObjectKey, Awaiting>;
  /** Documents whose bytes are on their way. */
  readonly moving: ReadonlySet<ObjectKey>;
  /** Linked records that were read. A key that maps to `undefined` was read and is gone. */
  readonly records: ReadonlyMap<ObjectKey, TargetRecord | undefined>;
  readonly candidates: ReadonlyMap<ObjectKey, readonly FoundContact[]>;
  readonly gone: ReadonlyMap<ObjectKey, GoneEvidence>;
  /** Matters of an adopted client that are not linked, when one is about to be made for it. */
  readonly clientMatters: readonly TargetRecord[];
  /** What a matter tied by hand already has, not linked yet. */
  readonly belongings: ReadonlyMap<ObjectKind, readonly TargetRecord[]>;
  readonly decisions: ReadonlyMap<ObjectKey, OpenDecision>;
  /** Records that decisions name. */
  readonly decided: ReadonlyMap<TargetRef, TargetRecord>;
  /** Kinds that the toggles leave out are not flagged as deleted. */
  readonly read: ReadonlySet<ObjectKind>;
  readonly settings: SyncSettings;
  readonly capabilities: Capabilities;
  readonly statusField: FieldPath | undefined;
  readonly titleField: FieldPath | undefined;
  readonly verify: boolean;
  readonly retryRefused: Retried;
  readonly hash: Hash;
  readonly likenessOf: (draft: Pick<Draft, 'fields' | 'rows'>) => Likeness;
  readonly differences: (kind: ObjectKind, desired: Draft, actual: TargetRecord) => readonly FieldPath[];
}
