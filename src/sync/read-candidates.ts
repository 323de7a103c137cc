import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { ObjectKind, TargetRef } from '../../contracts/objects/values.ts';
import { likenessReader } from '../domain/identity/likeness.ts';
import type { Likeness } from '../domain/identity/match-contact.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import { witnessOf } from '../domain/identity/witness.ts';
import type { Intent } from '../domain/journal/intent.ts';
import type { MappingSet } from '../domain/mapping/field-mapping.ts';
import type { FoundContact } from '../domain/planning/both-sides.ts';
import type { SyncDependencies } from './dependencies.ts';
import { syncerOf, type SyncContext } from './sync-context.ts';

/** Says of records of the target whether they are spoken for. */
export class CandidateReader {
  private readonly deps: SyncDependencies;
  private readonly context: SyncContext;
  private readonly intents: readonly Intent[];
  private readonly likeness: (record: Pick<TargetRecord, 'fields' | 'rows'>) => Likeness;

  constructor(deps: SyncDependencies, context: SyncContext, mappings: MappingSet, intents: readonly Intent[]) {
    this.deps = deps;
    this.context = context;
    this.intents = intents;
    this.likeness = likenessReader(mappings.rows);
  }

  /** What each record is to the source contact. */
  async judge(
    sourceId: string,
    records: readonly TargetRecord[],
    asked: ReadonlySet<TargetRef> = new Set(),
  ): Promise<FoundContact[]> {
    const { scope } = this.context;
    const taken = await this.takenBy(sourceId, 'contact', records);
    const ours = witnessOf({ ...scope, kind: 'contact', sourceId }, (text) => this.deps.digest.keyed(text));
    return records.map((record) => {
      const other = taken.get(record.ref);
      const keyed = record.witness !== undefined && record.witness !== ours;
      return {
        record,
        likeness: this.likeness(record),
        carriesOurKey: record.witness === ours && !other,
        asked: asked.has(record.ref),
        shared: other !== undefined && other.origin !== 'created',
        somebodyElse: other ? other.origin === 'created' : keyed || this.isClaimed(sourceId, record),
      };
    });
  }

  /** Those that are not linked to anything yet. */
  async unlinked(kind: ObjectKind, records: readonly TargetRecord[]): Promise<TargetRecord[]> {
    const taken = await this.takenBy(undefined, kind, records);
    return records.filter((record) => !taken.has(record.ref));
  }

  private async takenBy(
    sourceId: string | undefined,
    kind: ObjectKind,
    records: readonly TargetRecord[],
  ): Promise<Map<string, Link>> {
    const { scope } = this.context;
    const links = await this.deps.storage.books.links.byTargetRefs(
      scope.firmId,
      scope.targetConnectionId,
      kind,
      records.map((record) => record.ref),
    );
    const others = links.filter(
      (link) => link.sourceId !== sourceId || link.sourceConnectionId !== scope.sourceConnectionId,
    );
    return new Map(others.map((link) => [link.targetRef, link]));
  }

  /** It may be what another lost create has made. */
  private isClaimed(sourceId: string, record: TargetRecord): boolean {
    const syncer = syncerOf(this.context.opened, 'contact');
    return this.intents.some(
      (intent) =>
        intent.kind === 'contact' &&
        intent.sourceId !== sourceId &&
        syncer.differences(intent.draft, record).length === 0,
    );
  }
}
