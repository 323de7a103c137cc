import { expect } from 'vitest';
import type { Draft, TargetRecord } from '../objects/target.ts';
import type { Ticket, WriteOutcome } from '../outcomes.ts';
import type { CaseManagementTarget } from '../ports/case-management-target.ts';
import type { DocumentContent } from '../ports/document-syncer.ts';
import { type Check, skip, type Suite } from './check.ts';
import { GeneratedContent } from './generated-content.ts';
import type { HeldFile, SandboxFault } from './sandbox.ts';
import { expectRejected, recordIn, refsOf, type Scene } from './scene.ts';

/** A document that was made and is not filled yet. */
interface Begun {
  readonly record: TargetRecord;
  readonly draft: Draft;
  readonly content: GeneratedContent;
  readonly ticket: Ticket;
}

async function begin(scene: Scene, content = new GeneratedContent(70_000)): Promise<Begun> {
  const draft = await scene.sample('document');
  const outcome = await scene.target.documents.create(draft, { witness: scene.witness('document', 'd1'), content });
  return begun(outcome, draft, content);
}

function begun(outcome: WriteOutcome, draft: Draft, content: GeneratedContent): Begun {
  if (outcome.kind !== 'accepted')
    throw new Error(`A document is made first and filled afterwards, but the outcome is ${JSON.stringify(outcome)}.`);
  expect(JSON.parse(JSON.stringify(outcome.ticket)), 'a ticket survives JSON').toEqual(outcome.ticket);
  expect(outcome.record.document).toMatchObject({ uploaded: false });
  return { record: outcome.record, draft, content, ticket: outcome.ticket };
}

interface Moving {
  readonly target?: CaseManagementTarget;
  /** Without the ticket, as after a restart. */
  readonly restarted?: boolean;
  readonly moved?: (bytes: number) => void;
  readonly content?: DocumentContent;
}

function move(scene: Scene, { record, draft, content, ticket }: Begun, moving: Moving = {}): Promise<WriteOutcome> {
  const { documents } = moving.target ?? scene.target;
  return documents.transfer({
    ref: record.ref,
    version: record.document?.version ?? '',
    ...(!moving.restarted && { ticket }),
    draft,
    content: moving.content ?? content,
    moved: moving.moved ?? (() => {}),
    signal: new AbortController().signal,
  });
}

async function file(scene: Scene, ref: string): Promise<HeldFile | undefined> {
  return (await scene.held('document', ref))?.file;
}

async function expectStored(scene: Scene, { record, content }: Begun, versions = 1): Promise<void> {
  expect(await file(scene, record.ref)).toMatchObject({
    versions,
    whole: true,
    size: content.size,
    sha256: content.sha256(),
  });
  const read = await scene.mustRead('document', record.ref);
  expect(read.document).toMatchObject({ uploaded: true, size: content.size });
}

const sized = (name: string, size: number): Check => ({
  name: `${name} arrives byte by byte`,
  run: async (scene) => {
    const one = await begin(scene, new GeneratedContent(size));
    expect((await scene.mustRead('document', one.record.ref)).document).toMatchObject({ uploaded: false });
    const moved: number[] = [];
    const outcome = await move(scene, one, { moved: (bytes) => moved.push(bytes) });
    if (size === 0 && outcome.kind === 'rejected') skip('this system refuses empty files, and says so');
    expect(outcome.kind).toBe('applied');
    expect(recordIn(outcome)).toEqual(await scene.mustRead('document', one.record.ref));
    await expectStored(scene, one);
    expect(moved).toEqual(moved.toSorted((a, b) => a - b));
    if (size > 0) expect(moved.at(-1)).toBe(size);
  },
});

const inParts: Check = {
  name: 'a file from the multipart size on arrives byte by byte',
  run: async (scene) => {
    const size = scene.sandbox.multipartFrom ?? skip('this plugin never uploads in parts');
    const one = await begin(scene, new GeneratedContent(size + 1_000_003));
    expect((await move(scene, one)).kind).toBe('applied');
    await expectStored(scene, one);
  },
};

const twice: Check = {
  name: 'a second transfer leaves one whole version, and after a restart sends nothing',
  run: async (scene) => {
    const one = await begin(scene);
    await move(scene, one);
    // The ticket of the first call may save the look that would show that all is there.
    expect(['applied', 'unchanged']).toContain((await move(scene, one)).kind);
    await expectStored(scene, one);
    const { opened } = one.content;
    const { writes } = scene.sandbox.requests();
    const outcome = await move(scene, one, { restarted: true, target: await scene.sandbox.reopen() });
    expect(outcome).toMatchObject({ kind: 'unchanged', record: { ref: one.record.ref } });
    expect(one.content.opened).toBe(opened);
    expect(scene.sandbox.requests().writes).toBe(writes);
    await expectStored(scene, one);
  },
};

const restarted: Check = {
  name: 'a transfer without its ticket, after a restart, ends the same',
  run: async (scene) => {
    const one = await begin(scene);
    const outcome = await move(scene, one, { restarted: true, target: await scene.sandbox.reopen() });
    expect(outcome.kind).toBe('applied');
    await expectStored(scene, one);
  },
};

const muchLater: Check = {
  name: 'a transfer taken up a day later, with the old ticket, ends the same',
  run: async (scene) => {
    const one = await begin(scene);
    scene.sandbox.pass(86_400_000);
    expect((await move(scene, one)).kind).toBe('applied');
    // Where an upload's address has ended for good, a second version is the only way on.
    const { versions = 0 } = (await file(scene, one.record.ref)) ?? {};
    expect(versions).toBeLessThanOrEqual(2);
    await expectStored(scene, one, versions);
  },
};

/** Goes on until the bytes are there, as the core does. */
async function moveAgain(scene: Scene, one: Begun): Promise<WriteOutcome> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const outcome = await move(scene, one, { restarted: true, target: await scene.sandbox.reopen() });
    if (outcome.kind !== 'unknown') return outcome;
  }
  throw new Error('The transfer does not end.');
}

const interrupted = (action: 'upload' | 'complete', how: SandboxFault['how']): Check => ({
  name: `a transfer whose ${action === 'upload' ? 'bytes' : 'completion'} met ${how} is taken up and ends in one version`,
  run: async (scene) => {
    const one = await begin(scene);
    const before = await scene.count('document');
    const struck = scene.strike({ how, kind: 'document', action });
    const first = await move(scene, one);
    expect(struck.times).toBe(1);
    expect(['unknown', 'applied']).toContain(first.kind);
    const outcome = await moveAgain(scene, one);
    expect(['applied', 'unchanged']).toContain(outcome.kind);
    await expectStored(scene, one);
    expect(await scene.count('document')).toBe(before);
  },
});

const versions: Check = {
  name: 'a new version replaces the bytes of the same document',
  run: async (scene) => {
    const one = await begin(scene);
    await move(scene, one);
    const read = await scene.mustRead('document', one.record.ref);
    const content = new GeneratedContent(12_345, 2);
    const next = begun(await scene.target.documents.addVersion(read, one.draft, content), one.draft, content);
    expect(next.record.ref).toBe(one.record.ref);
    expect(next.record.document?.version).not.toBe(one.record.document?.version);
    expect((await scene.mustRead('document', one.record.ref)).document).toMatchObject({
      version: next.record.document?.version,
      uploaded: false,
    });
    expect((await move(scene, next)).kind).toBe('applied');
    await expectStored(scene, next, 2);
    expect(await scene.count('document')).toBe(1);
  },
};

const overtaken: Check = {
  name: 'bytes for a version that somebody put another one on top of are rejected as stale',
  run: async (scene) => {
    const one = await begin(scene);
    await move(scene, one);
    const content = new GeneratedContent(12_345, 2);
    const read = await scene.mustRead('document', one.record.ref);
    const next = begun(await scene.target.documents.addVersion(read, one.draft, content), one.draft, content);
    await scene.sandbox.people.addVersion(one.record.ref, new TextEncoder().encode('by hand'));
    const before = await file(scene, one.record.ref);
    expectRejected(await move(scene, next, { restarted: true }), 'stale');
    expect(await file(scene, one.record.ref)).toEqual(before);
  },
};

const halfFinished: Check = {
  name: 'a document without its bytes is found again: by key, by owner and by reading it',
  run: async (scene) => {
    const notBefore = scene.sandbox.now();
    const { record, draft } = await begin(scene);
    const documents = (await scene.sandbox.reopen()).documents;
    scene.sandbox.pass(scene.target.capabilities.settleMs);
    const half = { ref: record.ref, document: { version: record.document?.version, uploaded: false } };
    expect((await documents.read([record.ref])).get(record.ref)).toMatchObject(half);
    expect(await documents.locate({ by: 'owner', owner: String(draft.fields.matter) })).toMatchObject([half]);
    if (!scene.kindsBy('searchable', 'native').includes('document')) return;
    const query = {
      by: 'witness',
      witness: scene.witness('document', 'd1'),
      draft,
      notBefore,
      excluding: new Set<string>(),
    } as const;
    for (const thorough of [true, false]) expect(await documents.locate({ ...query, thorough })).toMatchObject([half]);
  },
};

const wholeIsListed: Check = {
  name: 'a whole document is listed with its owner, once',
  run: async (scene) => {
    const one = await begin(scene);
    await move(scene, one);
    const listed = await scene.target.documents.locate({ by: 'owner', owner: String(one.draft.fields.matter) });
    expect(listed).toEqual([await scene.mustRead('document', one.record.ref)]);
  },
};

const trashed: Check = {
  name: 'a document in the trash is never shown as if nobody had thrown it away, and takes no bytes',
  run: async (scene) => {
    const trash = scene.sandbox.people.trash ?? skip('this system has no trash');
    const one = await begin(scene);
    const half = await begin(scene);
    await move(scene, one);
    await trash(one.record.ref);
    await trash(half.record.ref);
    for (const { record, draft } of [one, half]) {
      expect((await scene.read('document', record.ref))?.trashed ?? true).toBe(true);
      const listed = await scene.target.documents.locate({ by: 'owner', owner: String(draft.fields.matter) });
      expect(refsOf(listed.filter((entry) => entry.trashed !== true))).toEqual([]);
    }
    expectRejected(await move(scene, half), 'absent', 'locked', 'stale', 'invalid');
    expect(await scene.count('document')).toBe(2);
  },
};

const gone: Check = {
  name: 'bytes for a document that is gone are rejected, and no new document is made',
  run: async (scene) => {
    const one = await begin(scene);
    await scene.sandbox.people.delete('document', one.record.ref);
    expectRejected(await move(scene, one), 'absent');
    expect(await scene.count('document')).toBe(0);
  },
};

const cutSource: Check = {
  name: 'a file that ends too early in the source is never taken for whole',
  run: async (scene) => {
    const one = await begin(scene);
    const short = new GeneratedContent(one.content.size - 10);
    const content: DocumentContent = {
      size: one.content.size,
      contentType: one.content.contentType,
      open: () => short.open(),
    };
    const outcome = await move(scene, one, { content }).catch((error: unknown) => error);
    expect(outcome).not.toMatchObject({ kind: 'applied' });
    expect((await file(scene, one.record.ref))?.whole).toBe(false);
    expect((await moveAgain(scene, one)).kind).toBe('applied');
    await expectStored(scene, one);
  },
};

export const documents: Suite = {
  title: 'documents',
  checks: [
    sized('an empty file', 0),
    sized('one byte', 1),
    sized('a small file', 70_000),
    sized('a file of some megabytes', 3_000_000),
    inParts,
    twice,
    restarted,
    muchLater,
    ...(['upload', 'complete'] as const).flatMap((action) => {
      return (['reset-before', 'reset-after', 'error-before', 'error-after'] as const).map((how) =>
        interrupted(action, how),
      );
    }),
    interrupted('complete', 'truncated'),
    interrupted('complete', 'garbage'),
    versions,
    overtaken,
    halfFinished,
    wholeIsListed,
    trashed,
    gone,
    cutSource,
  ],
};
