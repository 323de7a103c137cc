import type { FieldOption } from '../../../contracts/mappings.ts';
import type { DocumentFacts, Draft } from '../../../contracts/objects/target.ts';
import type { FieldPath, ObjectKind, TargetRef } from '../../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../identity/object-key.ts';
import type { Term } from '../mapping/match-term.ts';
import type { FieldNote } from '../runs/run.ts';

/** A field that names another object of the same family. */
export interface Reference {
  readonly kind: 'contact' | 'matter';
  readonly sourceId: string;
  /** Without it the object makes no sense: a note without its matter, a matter without its client. */
  readonly hard: boolean;
}

/** A value that has no counterpart in the target and about which the firm wants to be asked. */
export interface AskedValue {
  readonly field: FieldPath;
  readonly fieldLabel: string;
  readonly crosswalk: string;
  readonly term: Term;
  /** What the target has to choose from; none where it takes free text. */
  readonly options: readonly FieldOption[];
}

/** What one source object should look like in the target: the projection, prepared by the target's adapter. */
export interface Desired {
  readonly key: ObjectKey;
  readonly kind: ObjectKind;
  readonly sourceId: string;
  /** Without the references, which may not have a record yet. */
  readonly draft: Draft;
  readonly references: Readonly<Record<FieldPath, Reference>>;
  readonly notes: readonly FieldNote[];
  readonly document?: DocumentFacts & { readonly sha256?: string };
  /** For each target field that the mappings fill, the row that does; only for contacts and matters. */
  readonly mappedBy?: Readonly<Record<FieldPath, string>>;
  /** Fields whose blank is carried over, because their row says so. */
  readonly erased?: readonly FieldPath[];
  readonly asked?: readonly AskedValue[];
  /** It cannot be sent at all, whatever the target says. */
  readonly blocked?: { readonly code: string; readonly reason: string };
}

/** Tells the target's reference of an object, if it has one that can be written to. */
export type ResolveReference = (key: ObjectKey) => TargetRef | undefined;

export interface Resolved {
  readonly draft: Draft;
  readonly unresolved: readonly FieldPath[];
  /** For the fingerprint: as `draft`, with a mark where a reference is missing, so that naming somebody new is a change. */
  readonly marked: Draft;
}

/** The draft with its references filled in as far as they have records. */
export function resolveReferences(desired: Desired, refOf: ResolveReference): Resolved {
  const fields = { ...desired.draft.fields };
  const marks: Record<FieldPath, string> = {};
  for (const [path, reference] of Object.entries(desired.references)) {
    const key = objectKey(reference.kind, reference.sourceId);
    const ref = refOf(key);
    if (ref === undefined) marks[path] = `missing:${key}`;
    else fields[path] = ref;
  }
  const { rows } = desired.draft;
  return { draft: { fields, rows }, unresolved: Object.keys(marks), marked: { fields: { ...fields, ...marks }, rows } };
}
