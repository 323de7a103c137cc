import type { Instant } from '../../contracts/objects/values.ts';
import type { FieldMapping, SeenFields } from '../domain/mapping/field-mapping.ts';

/** A mapping that a firm made; locked ones are data of the target's plugin and never stored. */
export interface CustomMapping extends Omit<FieldMapping, 'locked' | 'seen'> {
  readonly integrationId: string;
  readonly firmId: string;
  readonly seen: SeenFields;
  readonly createdAt: Instant;
}

export class TargetFieldTaken extends Error {
  constructor() {
    super('Another mapping of the integration fills this target field.');
    this.name = 'TargetFieldTaken';
  }
}

/** The custom mappings of integrations. One target field of a level is filled once per integration, by a constraint. */
export interface MappingBook {
  /** In the order in which they were made. */
  ofIntegration(integrationId: string): Promise<CustomMapping[]>;
  /** Inserts or replaces by id. Throws `TargetFieldTaken` and changes nothing when another row has the target field. */
  save(mapping: CustomMapping): Promise<void>;
  /** Whether there was such a mapping. */
  remove(integrationId: string, id: string): Promise<boolean>;
  /** With the integration they go. */
  removeAll(integrationId: string): Promise<void>;
}
