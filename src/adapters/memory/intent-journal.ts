import type { LinkKey } from '../../domain/identity/sync-link.ts';
import type { Intent } from '../../domain/journal/intent.ts';
import { IntentAlreadyOpen, type IntentJournal } from '../../ports/intent-journal.ts';
import { compareTexts } from './paging.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

type ObjectInTarget = Pick<LinkKey, 'targetConnectionId' | 'kind' | 'sourceId'>;

/** The unique constraint leaves the source connection out: two sources must not write one id of one target at once. */
function objectKey(key: ObjectInTarget): string {
  return keyOf(key.targetConnectionId, key.kind, key.sourceId);
}

export class MemoryIntentJournal implements IntentJournal {
  private readonly intents: Table<Intent, 'object' | 'connection'>;

  constructor(undo: UndoLog) {
    this.intents = new Table(undo, ({ id }) => id, {
      object: objectKey,
      connection: (intent) => keyOf(intent.firmId, intent.targetConnectionId),
    });
  }

  async open(intent: Intent): Promise<void> {
    if (this.intents.by('object', objectKey(intent)).length > 0) throw new IntentAlreadyOpen();
    this.intents.insert(intent);
  }

  async find(key: LinkKey): Promise<Intent | undefined> {
    const [intent] = this.intents.by('object', objectKey(key));
    return intent?.firmId === key.firmId && intent.sourceConnectionId === key.sourceConnectionId ? intent : undefined;
  }

  async ofConnection(firmId: string, targetConnectionId: string): Promise<Intent[]> {
    const open = this.intents.by('connection', keyOf(firmId, targetConnectionId));
    return open.toSorted((a, b) => compareTexts(a.openedAt, b.openedAt));
  }

  async update(intent: Intent): Promise<void> {
    if (this.intents.has(intent.id)) this.intents.put(intent);
  }

  async settle(id: string): Promise<void> {
    this.intents.delete(id);
  }
}
