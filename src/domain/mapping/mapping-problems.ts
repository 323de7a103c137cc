import type { FieldLevel, FieldPath } from '../../../contracts/objects/values.ts';

interface ProblemKind {
  /** `broken`: the row carries nothing until it is mended. `warning`: some values will not arrive. */
  readonly weight: 'broken' | 'warning';
  readonly meaning: string;
  readonly action: string;
}

/** Everything that can be wrong with the mappings of an integration; the whole set. */
export const mappingProblems = {
  'source-field-missing': {
    weight: 'broken',
    meaning: 'The source no longer has the field that this mapping reads.',
    action: 'Map another field, or remove the mapping.',
  },
  'target-field-missing': {
    weight: 'broken',
    meaning: 'The target no longer has the field that this mapping fills.',
    action: 'Map to another field, or remove the mapping.',
  },
  'target-field-locked': {
    weight: 'broken',
    meaning: 'A basic field fills this target field, and nothing else can.',
    action: 'Map to another field, or remove the mapping.',
  },
  'target-not-writable': {
    weight: 'broken',
    meaning: 'The target field cannot be written.',
    action: 'Map to another field, or remove the mapping.',
  },
  'types-do-not-fit': {
    weight: 'broken',
    meaning: 'The target field cannot hold what the source field holds.',
    action: 'Map to a field of a type that fits, or add a transform.',
  },
  'transform-broken': {
    weight: 'broken',
    meaning: 'A transform of the mapping cannot be carried out with the fields as they are now.',
    action: 'Correct the transform.',
  },
  'type-changed': {
    weight: 'warning',
    meaning: 'A field has another type than when the mapping was saved.',
    action: 'Look at a preview and save the mapping again.',
  },
  'options-unmatched': {
    weight: 'warning',
    meaning: 'Some values of the source have no counterpart in the target.',
    action: 'Match them in the crosswalk of the field.',
  },
  'option-gone': {
    weight: 'warning',
    meaning: 'The crosswalk leads to a choice that the target no longer has.',
    action: 'Choose another one in the crosswalk.',
  },
  'required-unfilled': {
    weight: 'warning',
    meaning: 'The target requires a field that no mapping fills.',
    action: 'Map a field to it, or make it optional in the target.',
  },
} as const satisfies Record<string, ProblemKind>;

export type MappingProblemCode = keyof typeof mappingProblems;

/** One thing that is wrong, where, and what to do. Holds no values of records. */
export interface MappingProblem {
  readonly code: MappingProblemCode;
  readonly weight: ProblemKind['weight'];
  readonly level?: FieldLevel;
  /** The row it concerns; absent for what concerns a field that no row fills, or a crosswalk. */
  readonly mappingId?: string;
  readonly sourceField?: FieldPath;
  readonly targetField?: FieldPath;
  readonly crosswalk?: string;
  readonly message: string;
  readonly action: string;
  /** How many values or records it concerns, where that is known. */
  readonly count?: number;
  /** A field of the same name and a fitting type that could take the place of a missing one. */
  readonly suggestion?: { readonly field: FieldPath; readonly label: string };
}

export function mappingProblem(
  code: MappingProblemCode,
  where: Omit<MappingProblem, 'code' | 'weight' | 'message' | 'action'> & { readonly detail?: string },
): MappingProblem {
  const { weight, meaning, action } = mappingProblems[code];
  const { detail, ...rest } = where;
  return { code, weight, ...rest, message: detail === undefined ? meaning : `${meaning} ${detail}`, action };
}
