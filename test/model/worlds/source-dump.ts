import { objectKinds } from '../../../contracts/objects/values.ts';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { IntakeRecord, MatterBody } from '../../../src/ports/intake-book.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import { contactIds, documentIds, matterIds, noteIds, relationshipIds } from '../values.ts';
import type { SourceDump } from '../world.ts';

const attachedIds = { note: noteIds, document: documentIds, relationship: relationshipIds } as const;

/** Everything the intake holds, tombstones included: an object that comes or goes in a sync would show. */
export async function sourceDump({ books }: Pick<Storage, 'books'>, firmId: string): Promise<SourceDump> {
  const records: Record<string, unknown> = {};
  const hired: Record<string, string> = {};
  const take = async (kind: ObjectKind, matterId: string, ids: readonly string[]): Promise<void> => {
    for (const { id, body, deleted } of await books.intake.findMany(firmId, kind, matterId, ids)) {
      const { hiredAt, ...rest } = body as MatterBody & IntakeRecord['body'];
      records[[kind, matterId, id].filter(Boolean).join(':')] = { ...rest, deleted };
      if (hiredAt !== undefined) hired[id] = hiredAt;
    }
  };
  for (const kind of objectKinds) {
    if (kind === 'contact') await take(kind, '', contactIds);
    else if (kind === 'matter') await take(kind, '', matterIds);
    else for (const matterId of matterIds) await take(kind, matterId, attachedIds[kind]);
  }
  return { records, hired };
}
