import { SyncFailure } from '../../contracts/failures.ts';
import type { SourceField } from '../../contracts/mappings.ts';
import type { MatterFamily, SourceMatterStatus } from '../../contracts/objects/source.ts';
import type { FieldLevel, Instant } from '../../contracts/objects/values.ts';
import type {
  DocumentPart,
  FamilyScope,
  MatterListing,
  MatterSource,
  SourceCursor,
  ValueInUse,
  ValuePlace,
} from '../../contracts/ports/matter-source.ts';
import { localIdOf } from '../domain/identity/source-id.ts';
import { Refused } from '../domain/refusals.ts';
import { contactName } from './contact-name.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { markHired } from './mark-hired.ts';
import { readFamily } from './read-family.ts';
import { openDocument } from './read.ts';
import { placeOf, sourceFields } from './source-fields.ts';

/** One firm's intake as a source of matters. Its cursors are positions in the intake's list of changes. */
export class IntakeSource implements MatterSource {
  readonly capabilities = { markHired: true };

  constructor(
    private readonly desk: IntakeDesk,
    private readonly firmId: string,
  ) {}

  async readFamily(matterId: string, scope: FamilyScope): Promise<MatterFamily | undefined> {
    return this.desk.storage.inTransaction((books) => readFamily(books, this.firmId, matterId, scope));
  }

  async changedSince(
    cursor: SourceCursor | undefined,
    limit: number,
  ): Promise<{ readonly matterIds: readonly string[]; readonly cursor: SourceCursor; readonly more: boolean }> {
    const from = positionOf(cursor);
    const { matterIds, position, more } = await this.desk.storage.books.intake.changedAfter(this.firmId, from, limit);
    return { matterIds, cursor: String(position), more };
  }

  async openDocument(documentId: string, part: DocumentPart = {}): Promise<ReadableStream<Uint8Array>> {
    const local = localIdOf(documentId);
    if (!local) throw absentDocument();
    try {
      return (await openDocument(this.desk, { firmId: this.firmId, ...local }, part)).bytes;
    } catch (error) {
      throw unopened(error);
    }
  }

  async fields(level: FieldLevel): Promise<readonly SourceField[]> {
    return sourceFields(level, await this.desk.storage.books.intake.fields(this.firmId, level));
  }

  async valuesInUse(place: ValuePlace, limit: number): Promise<readonly ValueInUse[] | undefined> {
    const { intake } = this.desk.storage.books;
    if (place === 'relationship-label') return intake.tally(this.firmId, 'relationship', ['label'], limit);
    const path = placeOf(place.level, place.field);
    return path && intake.tally(this.firmId, place.level, path, limit);
  }

  async markHired(matterId: string, at: Instant): Promise<void> {
    const matter = await this.desk.storage.inTransaction((books) => markHired(books, this.firmId, matterId, at));
    if (!matter) throw new SyncFailure('absent', 'There is no such matter in the intake.');
  }

  async list(query: {
    readonly ids?: readonly string[];
    readonly text?: string;
    readonly status?: SourceMatterStatus;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly MatterListing[]> {
    const { limit, ...wanted } = query;
    return this.desk.storage.inTransaction(async ({ intake }) => {
      const { items } = await intake.searchMatters(this.firmId, wanted, { limit });
      const clientIds = [...new Set(items.map(({ body }) => body.contactId))];
      const clients = await intake.findMany(this.firmId, 'contact', '', clientIds);
      const names = new Map(clients.map(({ id, body }) => [id, contactName(body)]));
      return items.map(({ id, body: { title, status, contactId } }) => ({
        id,
        title,
        status,
        clientName: names.get(contactId) ?? '',
      }));
    });
  }
}

function positionOf(cursor: SourceCursor | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,15}$/.test(cursor))
    throw new SyncFailure('misconfigured', 'The position in the intake is not one of its own.');
  return Number(cursor);
}

function absentDocument(cause?: unknown): SyncFailure {
  return new SyncFailure('absent', 'The file is not in the intake any more.', { cause });
}

/** Why a file could not be opened: gone, replaced, lost for good, or something that may pass. */
function unopened(error: unknown): SyncFailure {
  const code = error instanceof Refused ? error.code : undefined;
  if (code === 'not-found') return absentDocument(error);
  if (code === 'precondition-failed')
    return new SyncFailure('stale', 'The file was replaced in the intake meanwhile.', { cause: error });
  if (code === 'file-unreadable')
    return new SyncFailure('refused', 'The file cannot be read in the intake; send it again.', { cause: error });
  return new SyncFailure('unreadable', 'The file could not be read in the intake.', { cause: error });
}
