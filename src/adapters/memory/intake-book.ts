import type { FieldLevel, ObjectKind } from '../../../contracts/objects/values.ts';
import type {
  ContactBody,
  IntakeBook,
  IntakeField,
  IntakeRecord,
  MatterQuery,
  TalliedValue,
} from '../../ports/intake-book.ts';
import type { Page, Paged } from '../../ports/run-log.ts';
import { IntakeChanges } from './intake-changes.ts';
import { tallyOf } from './intake-tally.ts';
import { compareTexts, pageOf } from './paging.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

type RecordKey = Pick<IntakeRecord, 'firmId' | 'kind' | 'matterId' | 'id'>;

const recordKey = ({ firmId, kind, matterId, id }: RecordKey): string => keyOf(firmId, kind, matterId, id);

/** The table holds every kind; a row found under a kind's key is of that kind. */
function isOf<Kind extends ObjectKind>(record: IntakeRecord | undefined, kind: Kind): record is IntakeRecord<Kind> {
  return record?.kind === kind;
}

export class MemoryIntakeBook implements IntakeBook {
  private readonly records: Table<IntakeRecord, 'live' | 'kind' | 'person'>;
  private readonly changes: IntakeChanges;
  private readonly definitions: Table<IntakeField, 'level'>;

  constructor(undo: UndoLog) {
    this.records = new Table(undo, recordKey, {
      live: (record) => (record.deleted ? undefined : keyOf(record.firmId, record.kind, record.matterId)),
      kind: (record) => (record.deleted ? undefined : keyOf(record.firmId, record.kind)),
      person: (record) => (record.deleted ? undefined : personOf(record)),
    });
    this.changes = new IntakeChanges(undo);
    this.definitions = new Table(undo, ({ firmId, level, key }) => keyOf(firmId, level, key), {
      level: ({ firmId, level }) => keyOf(firmId, level),
    });
  }

  async find<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    id: string,
  ): Promise<IntakeRecord<Kind> | undefined> {
    const record = this.records.get(recordKey({ firmId, kind, matterId, id }));
    return isOf(record, kind) ? record : undefined;
  }

  async findMany<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    ids: readonly string[],
  ): Promise<IntakeRecord<Kind>[]> {
    const found = [...new Set(ids)].map((id) => this.records.get(recordKey({ firmId, kind, matterId, id })));
    return found.filter((record) => isOf(record, kind));
  }

  async list<Kind extends ObjectKind>(
    firmId: string,
    kind: Kind,
    matterId: string,
    page: Page,
  ): Promise<Paged<IntakeRecord<Kind>>> {
    return pageOf(this.live(firmId, kind, matterId), page, ({ id }) => [id, 0]);
  }

  async searchMatters(firmId: string, query: MatterQuery, page: Page): Promise<Paged<IntakeRecord<'matter'>>> {
    const matching = this.live(firmId, 'matter', '').filter((matter) => this.matches(matter, query));
    return pageOf(matching, page, ({ id }) => [id, 0]);
  }

  async save<Kind extends ObjectKind>(record: IntakeRecord<Kind>): Promise<void> {
    this.records.put(record);
    this.changes.append(record.firmId, this.touchedBy(record));
  }

  async changedAfter(
    firmId: string,
    position: number,
    limit: number,
  ): Promise<{ matterIds: string[]; position: number; more: boolean }> {
    return this.changes.after(firmId, position, limit);
  }

  async tally(firmId: string, kind: ObjectKind, place: readonly string[], limit: number): Promise<TalliedValue[]> {
    return tallyOf(this.records.by('kind', keyOf(firmId, kind)), place, limit);
  }

  async fields(firmId: string, level: FieldLevel): Promise<IntakeField[]> {
    return this.definitions.by('level', keyOf(firmId, level)).toSorted((a, b) => compareTexts(a.key, b.key));
  }

  async saveField(field: IntakeField): Promise<void> {
    this.definitions.put(field);
  }

  async removeField(firmId: string, level: FieldLevel, key: string): Promise<boolean> {
    return this.definitions.delete(keyOf(firmId, level, key));
  }

  private live<Kind extends ObjectKind>(firmId: string, kind: Kind, matterId: string): IntakeRecord<Kind>[] {
    return this.records.by('live', keyOf(firmId, kind, matterId)).filter((record) => isOf(record, kind));
  }

  private touchedBy(record: IntakeRecord): string[] {
    if (record.kind === 'matter') return [record.id];
    if (record.kind !== 'contact') return [record.matterId];
    const employees = this.records.by('person', keyOf(record.firmId, 'company', record.id));
    const people = [record.id, ...employees.map(({ id }) => id)];
    return [...new Set(people.flatMap((id) => this.mattersNaming(record.firmId, id)))];
  }

  /** Live matters that have the contact as client or as related contact. */
  private mattersNaming(firmId: string, contactId: string): string[] {
    const named = this.records.by('person', keyOf(firmId, 'named', contactId));
    const ids = named.map(({ kind, id, matterId }) => (kind === 'matter' ? id : matterId));
    return ids.filter(
      (id) => this.records.get(recordKey({ firmId, kind: 'matter', matterId: '', id }))?.deleted === false,
    );
  }

  private matches(matter: IntakeRecord<'matter'>, query: MatterQuery): boolean {
    if (query.ids !== undefined && !query.ids.includes(matter.id)) return false;
    if (query.status !== undefined && matter.body.status !== query.status) return false;
    if (query.contactId !== undefined && matter.body.contactId !== query.contactId) return false;
    if (query.after !== undefined && compareTexts(matter.id, query.after) <= 0) return false;
    if (query.text === undefined) return true;
    const key = recordKey({ firmId: matter.firmId, kind: 'contact', matterId: '', id: matter.body.contactId });
    const client = this.records.get(key);
    const texts = [
      matter.body.title,
      matter.body.number ?? '',
      ...(isOf(client, 'contact') ? namesOf(client.body) : []),
    ];
    const wanted = query.text.toLowerCase();
    return texts.some((text) => text.toLowerCase().includes(wanted));
  }
}

/** Under which contact a record is found: its company, or the contact that it names. */
function personOf(record: IntakeRecord): string | undefined {
  if (isOf(record, 'contact')) {
    return record.body.companyId === undefined ? undefined : keyOf(record.firmId, 'company', record.body.companyId);
  }
  const names = isOf(record, 'matter') || isOf(record, 'relationship');
  return names ? keyOf(record.firmId, 'named', record.body.contactId) : undefined;
}

/** The name as it is said, with and without the middle name. */
function namesOf(body: ContactBody): string[] {
  if (body.kind === 'company') return [body.companyName ?? ''];
  const parts = [
    [body.firstName, body.middleName, body.lastName],
    [body.firstName, body.lastName],
  ];
  return parts.map((names) => names.filter((name) => name !== undefined).join(' '));
}
