import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { LinkKey } from '../../domain/identity/sync-link.ts';
import type { Intent } from '../../domain/journal/intent.ts';
import { IntentAlreadyOpen, type IntentJournal } from '../../ports/intent-journal.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const intentTable = defineEntity({
  name: 'Intent',
  tableName: 'intents',
  uniques: [{ name: 'intents_one_per_object', properties: ['targetConnectionId', 'kind', 'sourceId'] }],
  properties: {
    id: column.id().primary(),
    firmId: column.id(),
    targetConnectionId: column.id(),
    sourceConnectionId: column.id(),
    kind: column.id().$type<ObjectKind>(),
    sourceId: column.id(),
    runId: column.id(),
    matterId: column.id().nullable(),
    action: column.text().$type<Intent['action']>(),
    witness: column.text(),
    sourceHash: column.text(),
    draft: column.json(),
    document: column.json().nullable(),
    targetRef: column.id().nullable(),
    versionBefore: column.text().nullable(),
    openedAt: column.instant(),
    deadlineAt: column.instant(),
    lostAt: column.instant().nullable(),
    attempts: column.count(),
    lookUps: column.count(),
    contested: column.flag(),
  } satisfies ColumnsOf<Intent>,
});

const intents = new Rows<Intent, InferEntity<typeof intentTable>>(intentTable);

export class PostgresIntentJournal implements IntentJournal {
  constructor(private readonly session: Session) {}

  /** The insertion skips an existing row, so that the transaction can go on after `IntentAlreadyOpen`. */
  async open(intent: Intent): Promise<void> {
    if (!(await intents.insertIfNew(this.session.em(), intent))) throw new IntentAlreadyOpen();
  }

  async find(key: LinkKey): Promise<Intent | undefined> {
    const { firmId, targetConnectionId, sourceConnectionId, kind, sourceId } = key;
    return intents.find(this.session.em(), { firmId, targetConnectionId, sourceConnectionId, kind, sourceId });
  }

  async ofConnection(firmId: string, targetConnectionId: string): Promise<Intent[]> {
    const orderBy = [{ openedAt: 'asc' as const }, { id: 'asc' as const }];
    return intents.list(this.session.em(), { firmId, targetConnectionId }, { orderBy });
  }

  async update(intent: Intent): Promise<void> {
    await intents.replace(this.session.em(), { id: intent.id, firmId: intent.firmId }, intent);
  }

  async settle(id: string): Promise<void> {
    await intents.remove(this.session.em(), { id });
  }
}
