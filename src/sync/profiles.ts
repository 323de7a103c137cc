import type { MatterFamily } from '../../contracts/objects/source.ts';
import type { ObjectKind } from '../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import { Refused } from '../domain/refusals.ts';
import type { LinkScope } from '../ports/link-book.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';
import { type LinkInfo, linkInfo, stateOf, type SyncState } from './matter-states.ts';
import { openBooksOf } from './open-books.ts';

export interface MatterProfile {
  readonly family: MatterFamily;
  /** Of each object of the family that has one. */
  readonly links: ReadonlyMap<ObjectKey, LinkInfo>;
  readonly state: SyncState;
  readonly runId?: string;
}

/** One matter with its family and what became of it. Reads the source and our own books, never the target. */
export class Profiles {
  constructor(private readonly needs: { readonly storage: Storage; readonly systems: Systems }) {}

  async of({
    firmId,
    integrationId,
    matterId,
  }: {
    firmId: string;
    integrationId: string;
    matterId: string;
  }): Promise<MatterProfile> {
    const opened = await openBooksOf(this.needs.storage, firmId, integrationId);
    const source = await this.needs.systems.source(firmId, opened.integration.source);
    const family = await source.readFamily(matterId, { documents: true, notes: true, relationships: true });
    if (!family) throw new Refused('not-found', 'There is no such matter in the source.');
    const links = await this.linksOf(opened.scope, family);
    const run = (await this.needs.storage.books.runs.latestOf(integrationId, [matterId])).get(matterId);
    return {
      family,
      links,
      state: stateOf(run, links.has(objectKey('matter', matterId))),
      ...(run && { runId: run.id }),
    };
  }

  private async linksOf(scope: LinkScope, { matter, contacts, notes, documents, relationships }: MatterFamily) {
    const { links } = this.needs.storage.books;
    const ids: [ObjectKind, readonly { readonly id: string }[]][] = [
      ['matter', [matter]],
      ['contact', contacts],
      ['note', notes],
      ['document', documents],
      ['relationship', relationships],
    ];
    const found = await Promise.all(
      ids.map(([kind, objects]) =>
        links.findMany(
          scope,
          kind,
          objects.map(({ id }) => id),
        ),
      ),
    );
    return new Map(found.flat().map((link) => [objectKey(link.kind, link.sourceId), linkInfo(link)]));
  }
}
