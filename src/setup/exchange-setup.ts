import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../contracts/session.ts';
import type { FieldMapping } from '../domain/mapping/field-mapping.ts';
import { type PlacedSetup, placeSetup, type Unplaced } from '../domain/mapping/place-setup.ts';
import type { SetupDocument } from '../domain/mapping/setup-document.ts';
import { writeSetup } from '../domain/mapping/write-setup.ts';
import { Refused } from '../domain/refusals.ts';
import type { Ids } from '../ports/digest.ts';
import type { CustomMapping } from '../ports/mapping-book.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Books, Storage } from '../ports/storage.ts';
import { findIntegration } from './integrations.ts';
import type { MappingSets, OpenMappings } from './mapping-sets.ts';
import { judgeRow } from './mappings.ts';
import { isTimeZone } from './time-zones.ts';

export interface ExchangeSetupNeeds {
  readonly storage: Storage;
  readonly mappingSets: MappingSets;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** What an import did, or would do. */
export interface ImportReport {
  /** Whether anything was changed: a dry run changes nothing. */
  readonly applied: boolean;
  readonly mappings: number;
  readonly crosswalks: number;
  /** Mappings of before that the document does not have. */
  readonly removed: number;
  readonly unplaced: readonly Unplaced[];
}

/** Writes a whole set-up out as a document, and takes one in, in place of what is there. */
export class ExchangeSetup {
  constructor(private readonly needs: ExchangeSetupNeeds) {}

  async export(firmId: string, integrationId: string): Promise<SetupDocument> {
    const { integration, set } = await this.needs.mappingSets.open(firmId, integrationId);
    const { connections } = this.needs.storage.books;
    const system = (await connections.find(firmId, integration.target))?.system ?? '';
    return writeSetup({ system, integrationId, settings: integration.settings }, set);
  }

  async import(firmId: string, integrationId: string, document: SetupDocument, dryRun: boolean): Promise<ImportReport> {
    refuseZone(document.settings.timeZone);
    const opened = await this.needs.mappingSets.open(firmId, integrationId, { refresh: true });
    const placed = placeSetup(document, opened.set, integrationId);
    const stays = ({ level, targetField }: Pick<FieldMapping, 'level' | 'targetField'>) =>
      placed.rows.some((row) => row.level === level && row.targetField === targetField);
    const report = {
      applied: !dryRun,
      mappings: placed.rows.length,
      crosswalks: placed.crosswalks.length,
      removed: opened.set.rows.filter((row) => !row.locked && !stays(row)).length,
      unplaced: placed.unplaced,
    };
    if (!dryRun) await this.apply(firmId, document, opened, placed);
    return report;
  }

  private apply(firmId: string, { settings }: SetupDocument, opened: OpenMappings, placed: PlacedSetup): Promise<void> {
    return this.needs.storage.inTransaction(async (books) => {
      const integration = await findIntegration(books, firmId, opened.integration.id, true);
      const before = await books.mappings.ofIntegration(integration.id);
      const rows = placed.rows.map((row) => this.rowFor(row, before, integration, opened));
      const crosswalks = placed.crosswalks.map((one) => ({ ...one, integrationId: integration.id, firmId }));
      const isSame = isDeepStrictEqual(
        [before, await books.crosswalks.ofIntegration(integration.id)],
        [rows, crosswalks],
      );
      if (!isSame) await replaceAll(books, integration.id, rows, crosswalks);
      const { settingsRevision, mappingRevision } = integration;
      await books.setups.update({
        ...integration,
        settings,
        settingsRevision: settingsRevision + (isDeepStrictEqual(settings, integration.settings) ? 0 : 1),
        mappingRevision: mappingRevision + (isSame ? 0 : 1),
      });
    });
  }

  /** A row that fills the same target field stays the same row. */
  private rowFor(
    placed: PlacedSetup['rows'][number],
    before: readonly CustomMapping[],
    { id: integrationId, firmId }: Integration,
    { set }: OpenMappings,
  ): CustomMapping {
    const { level, sourceField, targetField, transforms, eraseBlank } = placed;
    const twin = before.find((row) => row.level === level && row.targetField === targetField);
    return {
      id: twin?.id ?? this.needs.ids.next(),
      integrationId,
      firmId,
      level,
      sourceField,
      targetField,
      transforms,
      eraseBlank,
      seen: judgeRow(placed, set),
      createdAt: twin?.createdAt ?? new Date(this.needs.clock.now()).toISOString(),
    };
  }
}

async function replaceAll(
  books: Books,
  integrationId: string,
  rows: readonly CustomMapping[],
  crosswalks: Parameters<Books['crosswalks']['save']>[0][],
): Promise<void> {
  await books.mappings.removeAll(integrationId);
  await books.crosswalks.removeAll(integrationId);
  for (const row of rows) await books.mappings.save(row);
  for (const crosswalk of crosswalks) await books.crosswalks.save(crosswalk);
}

function refuseZone(timeZone: string): void {
  if (isTimeZone(timeZone)) return;
  const message = 'This is no IANA time zone, such as America/New_York.';
  throw new Refused('invalid-value', message, [{ path: 'settings.timeZone', message }]);
}
