import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { ObjectKind } from '../../contracts/objects/values.ts';
import { Refused } from '../domain/refusals.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import { keyIn, openContext, syncerOf, type SyncContext } from './sync-context.ts';
import { termsWithoutMappings } from './terms.ts';

export interface LinkSubject {
  readonly firmId: string;
  readonly integrationId: string;
  readonly kind: ObjectKind;
  /** As the source knows it; for notes, documents and relationships of the intake with their matter. */
  readonly sourceId: string;
  /** The matter of a note, document or relationship. */
  readonly matterId?: string;
  readonly by: string;
}

/** Ties and unties links by hand; who did it is logged. */
export class TieLinks {
  private readonly deps: SyncDependencies;

  constructor(deps: SyncDependencies) {
    this.deps = deps;
  }

  /** The next sync compares the two and keeps what the record holds. */
  async tie(subject: LinkSubject & { readonly targetRef: string }): Promise<void> {
    const context = await this.open(subject);
    const record = (await syncerOf(context.opened, subject.kind).read([subject.targetRef])).get(subject.targetRef);
    if (!record) throw new Refused('target-record-absent');
    await this.save(subject, context, record);
    this.deps.log.info('A link was tied by hand.', { kind: subject.kind, by: subject.by });
  }

  async untie(subject: LinkSubject): Promise<void> {
    const context = await this.open(subject);
    const key = keyIn(context.scope, subject.kind, subject.sourceId);
    await this.deps.storage.inTransaction(async (books) => {
      if (!(await books.links.find(key))) throw new Refused('not-found', 'There is no such link.');
      await books.links.remove(key);
    });
    this.deps.log.info('A link was untied by hand.', { kind: subject.kind, by: subject.by });
  }

  private async open(subject: LinkSubject): Promise<SyncContext> {
    const integration = await this.deps.storage.books.setups.find(subject.firmId, subject.integrationId);
    if (!integration) throw new Refused('not-found', 'There is no such integration.');
    return openContext(this.deps, integration, termsWithoutMappings(integration), subject.matterId ?? subject.sourceId);
  }

  private save(subject: LinkSubject, context: SyncContext, record: TargetRecord): Promise<void> {
    const { firmId, targetConnectionId } = context.scope;
    return this.deps.storage.inTransaction(async (books) => {
      const taken = await books.links.byTargetRefs(firmId, targetConnectionId, subject.kind, [record.ref]);
      if (taken.some((link) => link.sourceId !== subject.sourceId)) throw new Refused('link-taken');
      await books.links.save({
        ...keyIn(context.scope, subject.kind, subject.sourceId),
        ...(subject.matterId !== undefined && { matterId: subject.matterId }),
        targetRef: record.ref,
        ...(record.url !== undefined && { url: record.url }),
        origin: 'by-hand',
        fingerprint: '',
        sourceHash: '',
        fields: {},
        rows: {},
        ...(record.document && {
          document: {
            size: record.document.size ?? 0,
            version: record.document.version,
            uploaded: record.document.uploaded,
          },
        }),
        sourceDeleted: false,
        targetDeleted: false,
        mappingRevision: context.mappings.revision,
        syncedAt: instantOf(this.deps.clock.now()),
      });
    });
  }
}
