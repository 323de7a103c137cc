import type { ObjectKind } from '../../../../contracts/objects/values.ts';
import { localIdOf } from '../../../domain/identity/source-id.ts';

/**
 * The id under which the source's own pages and routes know an object. Notes, files and relationships of the intake
 * carry their matter in the ids of the line; other sources' ids are shown as they are.
 */
export function shownId(source: string, kind: ObjectKind, sourceId: string): string {
  if (source !== 'intake' || kind === 'contact' || kind === 'matter') return sourceId;
  return localIdOf(sourceId)?.id ?? sourceId;
}
