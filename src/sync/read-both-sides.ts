import type { TargetRecord } from '../../contracts/objects/target.ts';
import { type FieldPath, objectKinds, type ObjectKind, type TargetRef } from '../../contracts/objects/values.ts';
import { likenessReader } from '../domain/identity/likeness.ts';
import { matchContact } from '../domain/identity/match-contact.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import { witnessOf } from '../domain/identity/witness.ts';
import { targetFieldOf } from '../domain/mapping/field-mapping.ts';
import type { Awaiting, BothSides, FoundContact, GoneEvidence, OpenDecision } from '../domain/planning/both-sides.ts';
import { fingerprintOf } from '../domain/planning/canonical.ts';
import { type Desired, resolveReferences } from '../domain/planning/desired.ts';
import { sourceMoved } from '../domain/planning/source-moved.ts';
import { scopeOf } from '../domain/settings/sync-settings.ts';
import type { SyncDependencies } from './dependencies.ts';
import { CandidateReader } from './read-candidates.ts';
import { readSource, type SourceSide, type SourceView } from './read-source.ts';
import { syncerOf, type SyncContext } from './sync-context.ts';

export interface ReadRequest {
  readonly verify: boolean;
  readonly retryRefused: boolean;
  /** Open intents of this target connection, as the settling step left them. */
  readonly awaiting: ReadonlyMap<ObjectKey, Awaiting>;
  /** Objects that are read although their fingerprints agree, because a write has just shown that something is off. */
  readonly suspects: ReadonlySet<ObjectKey>;
  readonly view?: SourceView;
}

/** Gathers everything a plan needs, in as few requests as possible. Reads only. */
export async function readBothSides(
  deps: SyncDependencies,
  context: SyncContext,
  request: ReadRequest,
): Promise<BothSides> {
  return new SidesReader(deps, context, request, await readSource(deps, context, request.view)).read();
}

class SidesReader {
  private readonly deps: SyncDependencies;
  private readonly context: SyncContext;
  private readonly request: ReadRequest;
  private readonly side: SourceSide;

  constructor(deps: SyncDependencies, context: SyncContext, request: ReadRequest, side: SourceSide) {
    this.deps = deps;
    this.context = context;
    this.request = request;
    this.side = side;
  }

  /** Objects with a question that nobody has answered yet, and the records that it names. */
  private asked: ReadonlyMap<ObjectKey, ReadonlySet<TargetRef>> = new Map();

  private readonly hash = (text: string): string => this.deps.digest.keyed(text);

  async read(): Promise<BothSides> {
    const { context, request, side } = this;
    const { books } = this.deps.storage;
    const intents = await books.intents.ofConnection(context.scope.firmId, context.scope.targetConnectionId);
    const judge = new CandidateReader(this.deps, context, side.mappings, intents);
    const decisions = await this.readDecisions();
    const moving = await this.readMoving();
    const records = await this.readRecords(decisions, moving);
    const decided = await this.readDecided(decisions);
    const candidates = await this.readCandidates(judge, decisions, decided);
    const gone = await this.readGone(judge, records);
    const scope = scopeOf(context.settings);
    return {
      matterId: context.matterId,
      desired: side.desired,
      links: side.links,
      awaiting: request.awaiting,
      moving,
      records,
      candidates,
      gone,
      clientMatters: await this.readClientMatters(judge, candidates, decided, decisions),
      belongings: await this.readBelongings(judge, decisions),
      decisions,
      decided,
      read: new Set(objectKinds.filter((kind) => kind === 'matter' || kind === 'contact' || scope[`${kind}s`])),
      settings: context.settings,
      capabilities: context.opened.target.capabilities,
      statusField: targetFieldOf(side.mappings.rows, 'matter', 'status'),
      titleField: targetFieldOf(side.mappings.rows, 'matter', 'title'),
      verify: request.verify,
      retryRefused: request.retryRefused,
      hash: this.hash,
      likenessOf: likenessReader(side.mappings.rows),
      differences: (kind, desired, actual) => syncerOf(context.opened, kind).differences(desired, actual),
    };
  }

  private async readDecisions(): Promise<Map<ObjectKey, OpenDecision>> {
    const questions = await this.deps.storage.books.attention.ofMatter(
      this.context.integration.id,
      this.context.matterId,
    );
    const open = questions.filter(({ decision }) => !decision);
    this.asked = new Map(
      open.map(({ kind, sourceId, candidates }) => [
        objectKey(kind, sourceId),
        new Set(candidates.map(({ targetRef }) => targetRef)),
      ]),
    );
    return new Map(
      questions.flatMap(({ kind, sourceId, code, decision }) =>
        decision ? [[objectKey(kind, sourceId), { ...decision, code }]] : [],
      ),
    );
  }

  private async readMoving(): Promise<Set<ObjectKey>> {
    const transfers = await this.deps.storage.books.transfers.ofMatter(
      this.context.integration.id,
      this.context.matterId,
    );
    return new Set(transfers.map((one) => objectKey('document', one.sourceId)));
  }

  private async readRecords(
    decisions: ReadonlyMap<ObjectKey, OpenDecision>,
    moving: ReadonlySet<ObjectKey>,
  ): Promise<Map<ObjectKey, TargetRecord | undefined>> {
    const wanted = this.side.desired.flatMap((desired) => {
      const link = this.side.links.get(desired.key);
      const needed = link && !moving.has(desired.key) && (decisions.has(desired.key) || this.isInDoubt(desired, link));
      return needed ? [{ desired, link }] : [];
    });
    const records = new Map<ObjectKey, TargetRecord | undefined>();
    for (const kind of objectKinds) {
      const ofKind = wanted.filter(({ desired }) => desired.kind === kind);
      if (ofKind.length === 0) continue;
      const found = await syncerOf(this.context.opened, kind).read(ofKind.map(({ link }) => link.targetRef));
      for (const { desired, link } of ofKind) records.set(desired.key, found.get(link.targetRef));
    }
    return records;
  }

  /** Nothing changed, nothing read: the fingerprint speaks for the target unless something is known to be off. */
  private isInDoubt(desired: Desired, link: Link): boolean {
    if (this.request.suspects.has(desired.key)) return true;
    if (link.targetDeleted && (desired.kind === 'contact' || desired.kind === 'matter')) return false;
    const { marked, unresolved } = this.resolve(desired);
    const unchanged = link.fingerprint === fingerprintOf(marked, desired.document, this.hash);
    if (link.targetDeleted) return sourceMoved(desired, link, this.hash);
    if (this.asked.has(desired.key) || unresolved.some((path) => this.mayStandSoon(desired, path))) return true;
    const refused = this.request.retryRefused && hasRefusals(link);
    return !unchanged || this.request.verify || refused || link.document?.uploaded === false;
  }

  /** It names somebody whom this very sync may bring over. */
  private mayStandSoon(desired: Desired, path: FieldPath): boolean {
    const reference = desired.references[path];
    const named =
      reference && this.side.desired.find((one) => one.key === objectKey(reference.kind, reference.sourceId));
    return named !== undefined && !named.blocked && !this.side.links.get(named.key)?.targetDeleted;
  }

  private resolve(desired: Desired) {
    const refOf = (key: ObjectKey): TargetRef | undefined => {
      const link = this.side.links.get(key);
      return link?.targetDeleted ? undefined : link?.targetRef;
    };
    return resolveReferences(desired, refOf);
  }

  private async readDecided(decisions: ReadonlyMap<ObjectKey, OpenDecision>): Promise<Map<TargetRef, TargetRecord>> {
    const decided = new Map<TargetRef, TargetRecord>();
    for (const kind of ['contact', 'matter'] as const) {
      const refs = [...decisions].flatMap(([key, decision]) =>
        key.startsWith(`${kind}:`) && decision.targetRef !== undefined ? [decision.targetRef] : [],
      );
      if (refs.length === 0) continue;
      for (const [ref, record] of await syncerOf(this.context.opened, kind).read(refs)) decided.set(ref, record);
    }
    return decided;
  }

  /** An answer that can be acted on needs no candidates; one that names a record which has vanished does. */
  private isSettled(
    key: ObjectKey,
    decisions: ReadonlyMap<ObjectKey, OpenDecision>,
    decided: ReadonlyMap<TargetRef, TargetRecord>,
  ): boolean {
    const decision = decisions.get(key);
    return (
      decision !== undefined &&
      (decision.choice !== 'link' || (decision.targetRef !== undefined && decided.has(decision.targetRef)))
    );
  }

  private async readCandidates(
    judge: CandidateReader,
    decisions: ReadonlyMap<ObjectKey, OpenDecision>,
    decided: ReadonlyMap<TargetRef, TargetRecord>,
  ): Promise<Map<ObjectKey, FoundContact[]>> {
    const candidates = new Map<ObjectKey, FoundContact[]>();
    for (const desired of this.side.desired) {
      const known =
        this.side.links.has(desired.key) ||
        this.request.awaiting.has(desired.key) ||
        this.isSettled(desired.key, decisions, decided);
      if (desired.kind !== 'contact' || known || desired.blocked) continue;
      const found = await this.context.opened.target.contacts.locate({ by: 'likeness', draft: desired.draft });
      const asked = this.asked.get(desired.key) ?? new Set();
      candidates.set(
        desired.key,
        await judge.judge(desired.sourceId, [...found, ...(await this.readAsked(found, asked))], asked),
      );
    }
    return candidates;
  }

  /** Whoever a person is being asked about is looked at again, also when the look-up now finds others. */
  private async readAsked(found: readonly TargetRecord[], asked: ReadonlySet<TargetRef>): Promise<TargetRecord[]> {
    const missed = [...asked].filter((ref) => !found.some((record) => record.ref === ref));
    return missed.length === 0 ? [] : [...(await this.context.opened.target.contacts.read(missed)).values()];
  }

  private async readGone(
    judge: CandidateReader,
    records: Map<ObjectKey, TargetRecord | undefined>,
  ): Promise<Map<ObjectKey, GoneEvidence>> {
    const gone = new Map<ObjectKey, GoneEvidence>();
    for (const desired of this.side.desired) {
      if (desired.kind !== 'contact' || !records.has(desired.key) || records.get(desired.key)) continue;
      const contacts = this.context.opened.target.contacts;
      const witness = witnessOf({ ...this.context.scope, kind: 'contact', sourceId: desired.sourceId }, this.hash);
      const searchable = this.context.opened.target.capabilities.kinds.contact.createKey === 'searchable';
      const byKey = searchable
        ? await contacts.locate({
            by: 'witness',
            witness,
            draft: desired.draft,
            notBefore: new Date(0).toISOString(),
            thorough: false,
            excluding: new Set(),
          })
        : [];
      const alike = await contacts.locate({ by: 'likeness', draft: desired.draft });
      const [matterClient] = await judge.judge(desired.sourceId, await this.readMatterClient(desired, records));
      gone.set(desired.key, {
        matterClient,
        byKey: await judge.judge(desired.sourceId, byKey),
        alike: await judge.judge(desired.sourceId, alike),
      });
    }
    return gone;
  }

  /** After a merge the matter's client is the contact that was kept. */
  private async readMatterClient(
    desired: Desired,
    records: Map<ObjectKey, TargetRecord | undefined>,
  ): Promise<TargetRecord[]> {
    const key = objectKey('matter', this.context.matterId);
    const link = this.side.links.get(key);
    const clientField = targetFieldOf(this.side.mappings.rows, 'matter', 'client');
    if (desired.sourceId !== this.side.clientId || !link || link.targetDeleted || clientField === undefined) return [];
    if (!records.has(key))
      records.set(key, (await this.context.opened.target.matters.read([link.targetRef])).get(link.targetRef));
    const ref = records.get(key)?.fields[clientField];
    if (typeof ref !== 'string' || ref === this.side.links.get(desired.key)?.targetRef) return [];
    const found = (await this.context.opened.target.contacts.read([ref])).get(ref);
    return found ? [found] : [];
  }

  /** A matter typed by hand may be waiting for a client that was there before we came. */
  private async readClientMatters(
    judge: CandidateReader,
    candidates: ReadonlyMap<ObjectKey, readonly FoundContact[]>,
    decided: ReadonlyMap<TargetRef, TargetRecord>,
    decisions: ReadonlyMap<ObjectKey, OpenDecision>,
  ): Promise<TargetRecord[]> {
    const matterKey = objectKey('matter', this.context.matterId);
    if (
      this.side.links.has(matterKey) ||
      this.request.awaiting.has(matterKey) ||
      this.isSettled(matterKey, decisions, decided)
    )
      return [];
    const owner = this.adoptedClient(candidates, decided, decisions);
    return owner === undefined
      ? []
      : judge.unlinked('matter', await this.context.opened.target.matters.locate({ by: 'owner', owner }));
  }

  private adoptedClient(
    candidates: ReadonlyMap<ObjectKey, readonly FoundContact[]>,
    decided: ReadonlyMap<TargetRef, TargetRecord>,
    decisions: ReadonlyMap<ObjectKey, OpenDecision>,
  ): TargetRef | undefined {
    const key = objectKey('contact', this.side.clientId);
    const link = this.side.links.get(key);
    if (link) return link.origin === 'created' || link.targetDeleted ? undefined : link.targetRef;
    const chosen = decisions.get(key)?.targetRef;
    if (chosen !== undefined && decided.has(chosen)) return chosen;
    const desired = this.side.desired.find((one) => one.key === key);
    const found = candidates.get(key) ?? [];
    if (!desired) return undefined;
    const match = matchContact(
      likenessReader(this.side.mappings.rows)(desired.draft),
      found.map(({ record, ...rest }) => ({ ref: record.ref, ...rest })),
    );
    return match.verdict === 'adopt' ? match.ref : undefined;
  }

  /** Notes, ties and files that a matter tied by hand already has. */
  private async readBelongings(
    judge: CandidateReader,
    decisions: ReadonlyMap<ObjectKey, OpenDecision>,
  ): Promise<Map<ObjectKind, TargetRecord[]>> {
    const belongings = new Map<ObjectKind, TargetRecord[]>();
    const key = objectKey('matter', this.context.matterId);
    const link = this.side.links.get(key);
    const decision = decisions.get(key);
    const owner = link
      ? link.origin === 'created' || link.targetDeleted
        ? undefined
        : link.targetRef
      : decision?.choice === 'link'
        ? decision.targetRef
        : undefined;
    if (owner === undefined) return belongings;
    for (const kind of ['relationship', 'note', 'document'] as const) {
      const isNew = (desired: Desired) =>
        desired.kind === kind && !this.side.links.has(desired.key) && !this.request.awaiting.has(desired.key);
      if (!this.side.desired.some(isNew)) continue;
      belongings.set(
        kind,
        await judge.unlinked(kind, await syncerOf(this.context.opened, kind).locate({ by: 'owner', owner })),
      );
    }
    return belongings;
  }
}

function hasRefusals(link: Link): boolean {
  return (
    Object.values(link.fields).some((base) => base.refused) ||
    Object.values(link.rows)
      .flat()
      .some((base) => base.refused)
  );
}
