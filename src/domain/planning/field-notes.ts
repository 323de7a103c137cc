import type { FieldNote } from '../runs/run.ts';

/** What a run says about a single field: every code with its words. `lossy` ones make the object's outcome partial. */
export const fieldCodes = {
  'edited-in-target': { lossy: false, message: 'Edited in the target since the last sync; kept as it is there.' },
  'edit-restored': {
    lossy: false,
    message: 'Edited in the target since the last sync; set back, as this integration wants it.',
  },
  'edit-overwritten': { lossy: false, message: 'Changed on both sides; the value in the target was overwritten.' },
  'conflict-kept': { lossy: false, message: 'Changed on both sides; the value in the target was kept.' },
  'target-value-kept': {
    lossy: false,
    message: 'The record was there before and holds another value; kept as it is there.',
  },
  'row-edited-in-target': { lossy: false, message: 'An entry was edited in the target; kept as it is there.' },
  'row-deleted-in-target': { lossy: false, message: 'An entry was deleted in the target; not brought back.' },
  'row-kept': { lossy: false, message: 'The entry is gone from the source, but was edited in the target; kept there.' },
  'row-limit': { lossy: true, message: 'More entries than the target can hold; the first ones were taken.' },
  'status-kept': { lossy: false, message: 'The target’s status is further on and is never set back.' },
  'create-only': {
    lossy: true,
    message: 'The target takes this value only when the record is made; change it there by hand.',
  },
  'value-refused': { lossy: true, message: 'The target refused this value; the rest was carried over.' },
  'value-still-refused': {
    lossy: true,
    message: 'The target refused this value before and it has not changed; retry to send it again.',
  },
  'not-converged': { lossy: true, message: 'The target accepted the value but holds another one.' },
  'unreadable-in-target': { lossy: false, message: 'This user may not see the field in the target; left alone.' },
  'reference-unresolved': {
    lossy: false,
    message: 'The person or matter it names has no record yet; filled by a later sync.',
  },
  'option-unmatched': { lossy: false, message: 'The target has no choice of this name; left empty.' },
  'user-unmatched': { lossy: false, message: 'The target has no user with this e-mail or name; left empty.' },
  'fallback-taken': {
    lossy: false,
    message: 'The target has no choice of this name; the default of the crosswalk was taken.',
  },
  'value-asked': {
    lossy: false,
    message: 'The target has no choice of this name; left empty until a person has chosen.',
  },
  'lines-joined': { lossy: false, message: 'The field holds one line; line breaks became spaces.' },
  'value-too-precise': {
    lossy: true,
    message: 'The value has more digits than the field holds exactly; left out rather than rounded.',
  },
  'types-do-not-fit': {
    lossy: true,
    message: 'The fields have types that no longer fit; left out until the mapping is mended.',
  },
  'transform-broken': {
    lossy: true,
    message: 'A transform of the mapping cannot be carried out; left out until it is mended.',
  },
  'target-not-writable': {
    lossy: true,
    message: 'The field can no longer be written; left out until the mapping is mended.',
  },
  'target-field-missing': {
    lossy: true,
    message: 'The target no longer has this field; left out until the mapping is mended.',
  },
  'value-invalid': { lossy: true, message: 'The value does not have the form that the field needs; left out.' },
} as const satisfies Record<string, { lossy: boolean; message: string }>;

export type FieldCode = keyof typeof fieldCodes;

export function fieldNote(field: string, code: FieldCode): FieldNote {
  return { field, code, message: fieldCodes[code].message };
}

/** Whether a note means that something of the source did not arrive. */
export function isLossy(note: FieldNote): boolean {
  return isFieldCode(note.code) ? fieldCodes[note.code].lossy : !note.harmless;
}

function isFieldCode(code: string): code is FieldCode {
  return Object.hasOwn(fieldCodes, code);
}
