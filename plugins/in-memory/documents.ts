import { SyncFailure } from '../../contracts/failures.ts';
import type { DocumentFacts, Draft, TargetRecord } from '../../contracts/objects/target.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { DocumentSyncer, TransferRequest } from '../../contracts/ports/document-syncer.ts';
import type { CreateOptions } from '../../contracts/ports/object-syncer.ts';
import { type Count, InMemorySyncer } from './syncer.ts';
import { type InMemorySystem, recordOf } from './system.ts';

export class InMemoryDocuments extends InMemorySyncer implements DocumentSyncer {
  declare readonly kind: 'document';
  private readonly countTransfer: () => void;

  constructor(system: InMemorySystem, count: Count, countTransfer: () => void) {
    super('document', system, count);
    this.countTransfer = countTransfer;
  }

  override async create(
    draft: Draft,
    options: CreateOptions & { readonly content?: DocumentFacts },
  ): Promise<WriteOutcome> {
    const outcome = await super.create(draft, options);
    const made = outcome.kind === 'applied' ? this.system.records.get(outcome.record.ref) : this.lastEmpty();
    if (made)
      made.document = { version: this.system.nextVersion(), uploaded: false, bytes: new Uint8Array(), versions: 1 };
    return outcome.kind === 'applied' && made ? { kind: 'accepted', record: recordOf(made), ticket: {} } : outcome;
  }

  /** A create whose answer was lost has made an empty document all the same. */
  private lastEmpty() {
    return this.system.ofKind('document').findLast((record) => !record.document);
  }

  async addVersion(read: TargetRecord, _draft: Draft, _content: DocumentFacts): Promise<WriteOutcome> {
    this.count('POST');
    const stored = this.system.records.get(read.ref);
    if (!stored?.document)
      return { kind: 'rejected', reason: { code: 'absent', message: 'The document is gone.', fields: [] } };
    const fault = this.system.fault({ kind: 'document', action: 'create', ref: read.ref });
    if (fault === 'lost-before') return this.lost();
    const { bytes, versions } = stored.document;
    stored.document = { version: this.system.nextVersion(), uploaded: false, bytes, versions: versions + 1 };
    stored.revision += 1;
    return fault === 'lost-after' ? this.lost() : { kind: 'accepted', record: recordOf(stored), ticket: {} };
  }

  async transfer({ ref, version, content, moved }: TransferRequest): Promise<WriteOutcome> {
    this.countTransfer();
    const stored = this.system.records.get(ref);
    if (!stored?.document)
      return { kind: 'rejected', reason: { code: 'absent', message: 'The document is gone.', fields: [] } };
    if (stored.trashed)
      return { kind: 'rejected', reason: { code: 'absent', message: 'Somebody threw the document away.', fields: [] } };
    if (stored.document.version !== version)
      return {
        kind: 'rejected',
        reason: { code: 'stale', message: 'Somebody put another version on top.', fields: [] },
      };
    if (stored.document.uploaded) return { kind: 'unchanged', record: recordOf(stored) };
    const fault = this.system.fault({ kind: 'document', action: 'upload', ref });
    if (fault === 'lost-before') return this.lost();
    const bytes = new Uint8Array(await new Response(await content.open()).arrayBuffer());
    // A stream that breaks off in silence must not be taken for the whole file.
    if (bytes.byteLength !== content.size)
      throw new SyncFailure('unreachable', 'The file ended before its size was reached.');
    moved(bytes.byteLength);
    this.count('PATCH');
    stored.document = { ...stored.document, uploaded: true, size: bytes.byteLength, bytes };
    stored.revision += 1;
    return fault === 'lost-after' ? this.lost() : { kind: 'applied', record: recordOf(stored) };
  }
}
