import type { TargetFieldType } from '../../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../../contracts/objects/values.ts';
import type { FieldMapping } from './field-mapping.ts';

/**
 * What becomes of a source value for which the target has no counterpart. `keep` carries the text over as it is and is
 * for relationship labels alone, which the target takes as free text.
 */
export const crosswalkPolicies = ['leave-empty', 'default', 'ask', 'keep'] as const;
export type CrosswalkPolicy = (typeof crosswalkPolicies)[number];

/** A line of the firm's own table. `to` is an option id of the target, for labels a text; `null` means left empty on purpose. */
export interface CrosswalkEntry {
  readonly from: string;
  readonly to: string | null;
}

/**
 * How the values of one list of the source line up with one of the target. Belongs to the integration, not to a row,
 * so that locked rows have one too.
 */
export interface Crosswalk {
  /** `practice-area`, `attorney`, `label`, or `<level>:<target field>` for a picklist. */
  readonly name: string;
  readonly policy: CrosswalkPolicy;
  /** For the policy `default`: an option id of the target, for labels a text. */
  readonly fallback?: string;
  readonly table: readonly CrosswalkEntry[];
}

/** The crosswalk of a row that fills a list of the target: the three with names of their own, else one per field. */
export function crosswalkNameOf(
  { level, sourceField, targetField, locked }: Pick<FieldMapping, 'level' | 'sourceField' | 'targetField' | 'locked'>,
  targetType: TargetFieldType,
): string | undefined {
  if (targetType === 'user') return 'attorney';
  if (targetType !== 'picklist') return undefined;
  return locked && sourceField === 'practice_area' ? 'practice-area' : `${level}:${targetField}`;
}

/** The field that a crosswalk is named after; `undefined` for the three with names of their own. */
export function fieldOfCrosswalk(name: string): { readonly level: FieldLevel; readonly path: FieldPath } | undefined {
  const [, level, path] = /^(contact|matter):(.+)$/s.exec(name) ?? [];
  if ((level !== 'contact' && level !== 'matter') || path === undefined) return undefined;
  return { level, path };
}

/** A crosswalk that nobody has touched: labels are carried over as they are, everything else is left empty. */
export function untouchedCrosswalk(name: string): Crosswalk {
  return { name, policy: name === 'label' ? 'keep' : 'leave-empty', table: [] };
}

/** The crosswalk with a line for a value, in place of the one it had. */
export function withEntry(crosswalk: Crosswalk, entry: CrosswalkEntry): Crosswalk {
  return { ...crosswalk, table: [...crosswalk.table.filter(({ from }) => from !== entry.from), entry] };
}
