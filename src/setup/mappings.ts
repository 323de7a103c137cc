import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../contracts/session.ts';
import { lockedRow, type FieldMapping, type MappingSet } from '../domain/mapping/field-mapping.ts';
import { problemOfRow } from '../domain/mapping/row-problem.ts';
import type { Transform } from '../domain/mapping/transform.ts';
import { Refused } from '../domain/refusals.ts';
import type { Ids } from '../ports/digest.ts';
import { type CustomMapping, TargetFieldTaken } from '../ports/mapping-book.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Books, Storage } from '../ports/storage.ts';
import { findIntegration } from './integrations.ts';
import { asRow, type MappingSets, raiseRevision } from './mapping-sets.ts';

export interface MappingsNeeds {
  readonly storage: Storage;
  readonly mappingSets: MappingSets;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** What a person says of a mapping that is to be made. */
export type NewMapping = Pick<FieldMapping, 'level' | 'sourceField' | 'targetField' | 'transforms' | 'eraseBlank'>;

/** What can be changed of a mapping; what is left out stays. */
export interface MappingPatch {
  readonly sourceField?: string | undefined;
  readonly targetField?: string | undefined;
  readonly transforms?: readonly Transform[] | undefined;
  readonly eraseBlank?: boolean | undefined;
}

/**
 * The rows of an integration that a firm makes, changes and removes. Those that ship with the target's plugin are data:
 * no call of this class can touch one, or aim at a field that one fills. Each edit holds the integration, so that edits
 * follow one another, and raises the revision of the mappings.
 */
export class Mappings {
  constructor(private readonly needs: MappingsNeeds) {}

  async add(firmId: string, integrationId: string, wanted: NewMapping): Promise<FieldMapping> {
    const { set } = await this.needs.mappingSets.openFor(firmId, integrationId, wanted);
    return this.edit(firmId, integrationId, async (books, integration) => {
      const createdAt = new Date(this.needs.clock.now()).toISOString();
      const { id: owner } = integration;
      const row = { ...wanted, id: this.needs.ids.next(), integrationId: owner, firmId, createdAt };
      return this.save(books, integration, row, set);
    });
  }

  async change(firmId: string, integrationId: string, id: string, patch: MappingPatch): Promise<FieldMapping> {
    const before = await this.find(this.needs.storage.books, firmId, integrationId, id);
    const wanted = { ...before, ...spoken(patch) };
    const { set } = await this.needs.mappingSets.openFor(firmId, integrationId, wanted);
    return this.edit(firmId, integrationId, async (books, integration) => {
      // Read again: another edit may have come between.
      const now = await this.find(books, firmId, integrationId, id);
      const changed = { ...now, ...spoken(patch) };
      // Saving the same again takes note of the types that its fields have by now, and is no edit otherwise.
      const sound = { ...changed, seen: judgeRow(changed, set) };
      return isDeepStrictEqual(sound, now) ? asRow(now) : this.save(books, integration, changed, set);
    });
  }

  async remove(firmId: string, integrationId: string, id: string): Promise<void> {
    await this.edit(firmId, integrationId, async (books, integration) => {
      await this.find(books, firmId, integrationId, id);
      await books.mappings.remove(integrationId, id);
      await raiseRevision(books, integration);
    });
  }

  /** Turns down whatever is meant for a locked row, and for one that is not there. */
  async refuseLocked(firmId: string, integrationId: string, id: string): Promise<void> {
    await this.find(this.needs.storage.books, firmId, integrationId, id);
  }

  private async find(books: Books, firmId: string, integrationId: string, id: string): Promise<CustomMapping> {
    const integration = await findIntegration(books, firmId, integrationId);
    const locked = (await this.needs.mappingSets.lockedOf(books, integration)).map(lockedRow);
    if (locked.some((row) => row.id === id)) throw new Refused('mapping-locked');
    const found = (await books.mappings.ofIntegration(integrationId)).find((row) => row.id === id);
    if (!found) throw new Refused('not-found', 'There is no such mapping.');
    return found;
  }

  private async save(
    books: Books,
    integration: Integration,
    row: Omit<CustomMapping, 'seen'>,
    set: MappingSet,
  ): Promise<FieldMapping> {
    const sound = { ...row, seen: judgeRow(row, set) };
    const others = (await books.mappings.ofIntegration(integration.id)).filter(({ id }) => id !== row.id);
    const isTaken = others.some(({ level, targetField }) => level === row.level && targetField === row.targetField);
    if (isTaken) throw new Refused('target-field-taken');
    await books.mappings.save(sound);
    await raiseRevision(books, integration);
    return asRow(sound);
  }

  private async edit<Result>(
    firmId: string,
    integrationId: string,
    work: (books: Books, integration: Integration) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.needs.storage.inTransaction(async (books) =>
        work(books, await findIntegration(books, firmId, integrationId, true)),
      );
    } catch (failure) {
      if (failure instanceof TargetFieldTaken) throw new Refused('target-field-taken');
      throw failure;
    }
  }
}

/** The two fields as they are, for a row that can be kept; throws why it cannot. */
export function judgeRow(row: NewMapping, set: MappingSet): CustomMapping['seen'] {
  const problem = problemOfRow({ ...row, id: '', locked: false }, set);
  const source = set.sourceFields[row.level].get(row.sourceField);
  const target = set.targetFields[row.level].get(row.targetField);
  if (problem || !source || !target) {
    const { code, detail } = problem ?? { code: 'target-field-missing' as const, detail: 'The field is not there.' };
    throw new Refused(code === 'target-field-locked' ? 'mapping-locked' : code, detail);
  }
  return { sourceLabel: source.label, sourceType: source.type, targetLabel: target.label, targetType: target.type };
}

/** Without what is left out: spread, it would blank what is there. */
function spoken({ sourceField, targetField, transforms, eraseBlank }: MappingPatch): Partial<NewMapping> {
  return {
    ...(sourceField !== undefined && { sourceField }),
    ...(targetField !== undefined && { targetField }),
    ...(transforms !== undefined && { transforms }),
    ...(eraseBlank !== undefined && { eraseBlank }),
  };
}
