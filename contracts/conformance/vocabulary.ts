import type { LockedMapping } from '../mappings.ts';
import type { FieldLevel, FieldPath, ObjectKind, Row } from '../objects/values.ts';
import { skip } from './check.ts';

/** The source's repeated fields. */
export const sourceRows = ['emails', 'phones', 'addresses', 'websites'] as const;
export type SourceRows = (typeof sourceRows)[number];

/** Source fields that only a person has; a company has `company_name`. */
export const personOnly: readonly FieldPath[] = [
  'first_name',
  'middle_name',
  'last_name',
  'prefix',
  'suffix',
  'birth_date',
  'company',
  'title',
];

/** How one plugin calls what the source calls by the same names everywhere; its locked mappings say it. */
export class Vocabulary {
  readonly #mappings: readonly LockedMapping[];

  constructor(mappings: readonly LockedMapping[]) {
    this.#mappings = mappings;
  }

  /** The target's field that a source field always goes to. */
  find(level: FieldLevel, sourceField: FieldPath): FieldPath | undefined {
    return this.#mappings.find((mapping) => mapping.level === level && mapping.sourceField === sourceField)
      ?.targetField;
  }

  /** The same; a check that cannot do without it does not apply. */
  need(level: FieldLevel, sourceField: FieldPath): FieldPath {
    return this.find(level, sourceField) ?? skip(`no locked mapping takes the ${level}'s ${sourceField}`);
  }

  /** Target paths of the source fields that are mapped. */
  paths(level: FieldLevel, sourceFields: readonly FieldPath[]): FieldPath[] {
    return sourceFields.flatMap((field) => this.find(level, field) ?? []);
  }

  rowsOf(path: FieldPath): SourceRows | undefined {
    return sourceRows.find((source) => this.find('contact', source) === path);
  }

  /** The field that a record is known by, the one that `people.edit` writes. */
  mainField(kind: ObjectKind): FieldPath {
    if (kind === 'contact') return this.need('contact', 'last_name');
    if (kind === 'matter') return this.need('matter', 'title');
    return { relationship: 'label', note: 'body', document: 'name' }[kind];
  }
}

/** A plausible row of a repeated field that no other mark gives. */
export function rowOf(source: SourceRows, mark: string, label = 'Work'): Row {
  const parts: Readonly<Record<SourceRows, Row['parts']>> = {
    emails: { address: `${mark}@example.test` },
    phones: { number: `+1 305 555 ${digitsOf(mark)}` },
    addresses: { street: `${mark} Main St`, city: 'Springfield', state: 'CA', postalCode: '90012', country: 'US' },
    websites: { url: `https://${mark}.example.test` },
  };
  return { label, parts: parts[source] };
}

// Two numbers must not be equal by their digits.
function digitsOf(mark: string): string {
  return Array.from(mark, (letter) => String(letter.codePointAt(0) ?? 0))
    .join('')
    .slice(-6);
}
