import fc from 'fast-check';
import { sourceFieldTypes, targetFieldTypes } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import { crosswalkPolicies, type Crosswalk } from '../../src/domain/mapping/crosswalk.ts';
import type { MappingSnapshot, SeenFields } from '../../src/domain/mapping/field-mapping.ts';
import {
  mappingProblems,
  type MappingProblem,
  type MappingProblemCode,
} from '../../src/domain/mapping/mapping-problems.ts';
import type { Transform } from '../../src/domain/mapping/transform.ts';
import type { KeptCrosswalk } from '../../src/ports/crosswalk-book.ts';
import type { CustomMapping } from '../../src/ports/mapping-book.ts';
import { count, fieldValue, instant, partly, text } from './arbitraries.ts';
import { fresh } from './opening.ts';

const plain = { noNullPrototype: true };
const level = fc.constantFrom<FieldLevel>('contact', 'matter');

const transform: fc.Arbitrary<Transform> = fc.oneof(
  fc.record({ kind: fc.constant('template' as const), template: text }, plain),
  fc.record({ kind: fc.constant('join' as const), separator: text }, plain),
  fc.record({ kind: fc.constant('date-format' as const), format: text }, plain),
  fc.record({ kind: fc.constant('default' as const), value: fieldValue.filter((value) => value !== null) }, plain),
);

const seen: fc.Arbitrary<SeenFields> = fc.record(
  {
    sourceLabel: text,
    sourceType: fc.constantFrom(...sourceFieldTypes),
    targetLabel: text,
    targetType: fc.constantFrom(...targetFieldTypes),
  },
  plain,
);

const row = {
  level,
  sourceField: text,
  targetField: text,
  transforms: fc.array(transform, { maxLength: 4 }),
  eraseBlank: fc.boolean(),
};

/** A custom mapping with any values, without its keys. */
export const mappingParts = fc.record({ ...row, seen, createdAt: instant }, plain);

const entry = fc.record({ from: text, to: fc.option(text) }, plain);

/** A crosswalk with any values. */
export const crosswalks: fc.Arbitrary<Crosswalk> = partly(
  { name: text, policy: fc.constantFrom(...crosswalkPolicies), table: fc.array(entry, { maxLength: 4 }) },
  { fallback: text },
);

/** The mappings that a run takes with it, with any values. */
export const snapshots: fc.Arbitrary<MappingSnapshot> = fc.record(
  {
    revision: count,
    rows: fc.array(partly({ id: text, ...row, locked: fc.boolean() }, { seen }), { maxLength: 3 }),
    crosswalks: fc.array(crosswalks, { maxLength: 2 }),
  },
  plain,
);

/** What may be wrong with mappings, with any values. */
export const problems: fc.Arbitrary<readonly MappingProblem[]> = fc.array(
  partly(
    {
      code: fc.constantFrom(...(Object.keys(mappingProblems) as MappingProblemCode[])),
      weight: fc.constantFrom('broken' as const, 'warning' as const),
      message: text,
      action: text,
    },
    {
      level,
      mappingId: text,
      sourceField: text,
      targetField: text,
      crosswalk: text,
      count,
      suggestion: fc.record({ field: text, label: text }, plain),
    },
  ),
  { maxLength: 3 },
);

export function mappingOf(firmId: string, integrationId: string, parts: Partial<CustomMapping> = {}): CustomMapping {
  return {
    id: fresh('mapping'),
    integrationId,
    firmId,
    level: 'contact',
    sourceField: 'custom:language',
    targetField: 'custom:7',
    transforms: [],
    eraseBlank: false,
    seen: { sourceLabel: 'Language', sourceType: 'picklist', targetLabel: 'Language', targetType: 'picklist' },
    createdAt: '2026-03-01T10:00:00.000Z',
    ...parts,
  };
}

export function crosswalkOf(firmId: string, integrationId: string, parts: Partial<KeptCrosswalk> = {}): KeptCrosswalk {
  return {
    integrationId,
    firmId,
    name: 'practice-area',
    policy: 'ask',
    table: [{ from: 'Family', to: '12' }],
    ...parts,
  };
}
