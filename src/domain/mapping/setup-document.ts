import type { SourceFieldType, TargetFieldType } from '../../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../../contracts/objects/values.ts';
import type { SyncSettings } from '../settings/sync-settings.ts';
import type { CrosswalkPolicy } from './crosswalk.ts';
import type { Transform } from './transform.ts';

/** A field by what a person calls it as well as by its path, so that another firm's field can be found by it. */
export interface NamedField<Type = SourceFieldType | TargetFieldType> {
  readonly path: FieldPath;
  readonly label: string;
  readonly type: Type;
}

/** A choice of a list, likewise; for labels both are the text. */
export interface NamedOption {
  readonly id: string;
  readonly label: string;
}

export interface SetupMapping {
  readonly level: FieldLevel;
  readonly source: NamedField<SourceFieldType>;
  readonly target: NamedField<TargetFieldType>;
  readonly transforms: readonly Transform[];
  /** The fields that a template of the row names. */
  readonly templateFields?: readonly NamedField<SourceFieldType>[] | undefined;
  readonly eraseBlank: boolean;
}

export interface SetupCrosswalk {
  readonly name: string;
  /** For a crosswalk of a single field: the field that it belongs to. */
  readonly level?: FieldLevel | undefined;
  readonly target?: NamedField<TargetFieldType> | undefined;
  readonly policy: CrosswalkPolicy;
  readonly fallback?: NamedOption | undefined;
  readonly table: readonly { readonly from: string; readonly to: NamedOption | null }[];
}

/** A whole set-up of an integration, as it is exported and imported. */
export interface SetupDocument {
  readonly version: 1;
  /** The target's plugin. */
  readonly system: string;
  /** Where it comes from: paths and ids mean the same there, and nowhere else. */
  readonly integrationId: string;
  readonly settings: SyncSettings;
  readonly mappings: readonly SetupMapping[];
  readonly crosswalks: readonly SetupCrosswalk[];
}
