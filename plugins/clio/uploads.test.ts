import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SyncFailure } from '../../contracts/failures.ts';
import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { Ticket, WriteOutcome } from '../../contracts/outcomes.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { DocumentContent, TransferRequest } from '../../contracts/ports/document-syncer.ts';
import { type ConnectedFirm, connectFirm } from './session.fixture.ts';
import { closeChecked } from './vendor-spec.fixture.ts';

let firm: ConnectedFirm;
let target: CaseManagementTarget;
let matter: string;

beforeEach(async () => {
  firm = await connectFirm({}, { CLIO_DEADLINE_MS: '1000' });
  target = await firm.target();
  const client = firm.emulator.people.addContact({ type: 'Person', last_name: 'Ruiz' });
  matter = String(firm.emulator.people.addMatter({ client: { id: client.id }, description: 'Ruiz' }).id);
});
afterEach(() => closeChecked(firm.emulator));

// What is garbage says nothing about what is held.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes that are told by their place, made as they are read. */
function contentOf(size: number, chunk = 64 * 1024): DocumentContent {
  return {
    size,
    contentType: 'application/pdf; charset=binary',
    open: async ({ start, end } = { start: 0, end: size }) => {
      let at = start;
      return new ReadableStream({
        pull(controller) {
          if (at >= end) return controller.close();
          const length = Math.min(chunk, end - at);
          controller.enqueue(new Uint8Array(length).fill(at % 251));
          at += length;
        },
      });
    },
  };
}

async function sha256(content: DocumentContent): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await content.open()) hash.update(chunk);
  return hash.digest('hex');
}

function draftOf(name = 'fee agreement.pdf') {
  return target.documents.prepare({ fields: { matter, name }, rows: {} }).draft;
}

interface Accepted {
  readonly record: TargetRecord;
  readonly ticket: Ticket;
}

async function accept(content: DocumentContent, witness = 'cb:document:1'): Promise<Accepted> {
  const outcome = await target.documents.create(draftOf(), { witness, content });
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome;
}

function requestOf(
  { record, ticket }: Accepted,
  content: DocumentContent,
  more: Partial<TransferRequest> = {},
): TransferRequest {
  const { signal } = new AbortController();
  return {
    ref: record.ref,
    version: record.document!.version,
    ticket,
    draft: draftOf(),
    content,
    moved: () => undefined,
    signal,
    ...more,
  };
}

async function isWhole(outcome: WriteOutcome, content: DocumentContent): Promise<void> {
  expect(outcome).toMatchObject({ kind: 'applied', record: { document: { uploaded: true, size: content.size } } });
  const [held] = firm.emulator.holdings().documents;
  expect(held).toMatchObject({ fullyUploaded: true, size: content.size, sha256: await sha256(content) });
}

describe('an upload', () => {
  it('takes two writes and one transfer, without the token', async () => {
    const content = contentOf(300_000);
    const accepted = await accept(content);
    expect(JSON.parse(JSON.stringify(accepted.ticket))).toEqual(accepted.ticket);
    const moved: number[] = [];
    await isWhole(
      await target.documents.transfer(requestOf(accepted, content, { moved: (bytes) => moved.push(bytes) })),
      content,
    );
    expect(moved.at(-1)).toBe(300_000);
    expect(firm.counts()).toEqual({ object: 2, setup: 0, transfer: 1 });
    const [put] = firm.emulator.log.filter(({ host }) => host === 'storage');
    expect(put!.headers).not.toHaveProperty('authorization');
    expect(put!.headers['content-length']).toBe('300000');
  });

  it('sends a file of no bytes', async () => {
    const content = contentOf(0);
    const outcome = await target.documents.transfer(requestOf(await accept(content), content));
    expect(outcome.kind).toBe('applied');
    await isWhole(outcome, content);
  });

  it('looks first without a ticket, and sends nothing when all is there', async () => {
    const content = contentOf(1000);
    const accepted = await accept(content);
    const { ticket: _, ...bare } = requestOf(accepted, content);
    await isWhole(await target.documents.transfer(bare), content);
    firm.sent.length = 0;
    expect(await target.documents.transfer(bare)).toMatchObject({ kind: 'unchanged' });
    expect(firm.counts()).toEqual({ object: 1, setup: 0, transfer: 0 });
  });

  it(
    'goes in parts from 100 MB on, and more than one request asks for their addresses',
    { timeout: 120_000 },
    async () => {
      firm.environment.CLIO_DEADLINE_MS = '20000';
      target = await firm.target();
      const content = contentOf(101 * 1024 * 1024, 1024 * 1024);
      const accepted = await accept(content);
      await isWhole(await target.documents.transfer(requestOf(accepted, content)), content);
      expect(firm.counts()).toEqual({ object: 2, setup: 0, transfer: 4 });
      const { ticket: _, ...bare } = requestOf(await accept(content, 'cb:document:2'), content);
      firm.emulator.faults.add({ kind: 'reset-before', match: { host: 'storage', nth: 2 } });
      expect(await target.documents.transfer(bare)).toMatchObject({ kind: 'applied' });
    },
  );

  it.each([96, 160])('of %i MB holds no more than a few chunks of it', { timeout: 120_000 }, async (megabytes) => {
    const content = contentOf(megabytes * 1024 * 1024, 256 * 1024);
    const accepted = await accept(content);
    const held: number[] = [];
    const moved = (bytes: number) => {
      if (bytes % (16 * 1024 * 1024) !== 0) return;
      collectGarbage();
      held.push(process.memoryUsage().arrayBuffers / 1024 / 1024);
    };
    expect(await target.documents.transfer(requestOf(accepted, content, { moved }))).toMatchObject({ kind: 'applied' });
    expect(held.length).toBeGreaterThanOrEqual(6);
    // A second copy of the body would hold all of it; what is in flight differs with the load of the machine.
    expect(Math.max(...held) - held[0]!).toBeLessThan(48);
  });
});

describe('an upload in trouble', () => {
  const content = contentOf(5000);

  it.each([
    ['the storage drops the connection before', { kind: 'reset-before', match: { host: 'storage' } }],
    ['the storage drops the connection after', { kind: 'reset-after', match: { host: 'storage' } }],
    ['the storage fails', { kind: 'status-before', status: 503, match: { host: 'storage' } }],
    ['the storage does not answer', { kind: 'hang', match: { host: 'storage' } }],
    ['the address is refused once', { kind: 'status-before', status: 403, match: { host: 'storage' } }],
    ['the address is refused twice', { kind: 'status-before', status: 403, match: { host: 'storage', times: 2 } }],
    [
      'closing times out',
      {
        kind: 'status-before',
        status: 422,
        body: { error: { type: 'UploadTimeoutError', message: 'Later.' } },
        match: { method: 'PATCH', times: 3 },
      },
    ],
    [
      'closing finds nothing',
      {
        kind: 'status-before',
        status: 422,
        body: { error: { type: 'UploadNotFoundError', message: 'Where?' } },
        match: { method: 'PATCH' },
      },
    ],
    ['the answer to closing is lost', { kind: 'reset-after', match: { method: 'PATCH' } }],
    ['closing fails before', { kind: 'status-before', status: 500, match: { method: 'PATCH' } }],
    ['closing fails after', { kind: 'status-after', status: 500, match: { method: 'PATCH' } }],
    ['the answer to closing is no JSON', { kind: 'truncate', match: { method: 'PATCH' } }],
    [
      'closing is refused because it is closed',
      {
        kind: 'status-after',
        status: 422,
        body: { error: { type: 'X', message: 'already' } },
        match: { method: 'PATCH' },
      },
    ],
  ] as const)('ends with all bytes when %s', async (_name, fault) => {
    const accepted = await accept(content);
    firm.emulator.faults.add(fault);
    const outcome = await target.documents.transfer(requestOf(accepted, content));
    expect(outcome.kind).toBe('applied');
    await isWhole(outcome, content);
  });

  it('asks for a fresh address when the ticket is old, and gets by when it is not signed anew', async () => {
    firm.emulator.settings.resignPutUrl = false;
    const accepted = await accept(content);
    firm.clock.advance(11 * 60_000);
    const outcome = await target.documents.transfer(requestOf(accepted, content));
    await isWhole(outcome, content);
    expect((outcome as { record: TargetRecord }).record.document!.version).not.toBe(accepted.record.document!.version);
    expect(firm.emulator.holdings().documents).toHaveLength(1);
  });

  it('refuses to touch a version that is not its own', async () => {
    const accepted = await accept(content);
    firm.emulator.people.newDocumentVersion(Number(accepted.record.ref), 'theirs.pdf', 'their bytes');
    const { ticket: _, ...bare } = requestOf(accepted, content);
    expect(await target.documents.transfer(bare)).toMatchObject({ kind: 'rejected', reason: { code: 'stale' } });
  });

  it('tells a failing source apart from a failing target', async () => {
    const accepted = await accept(content);
    const broken = {
      ...content,
      open: async () => new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('disk')) }),
    };
    await expect(target.documents.transfer(requestOf(accepted, broken))).rejects.toMatchObject({ kind: 'unreadable' });
    const gone = { ...content, open: () => Promise.reject(new SyncFailure('absent', 'The file is gone.')) };
    await expect(target.documents.transfer(requestOf(accepted, gone))).rejects.toMatchObject({ kind: 'absent' });
    const short = { ...content, open: () => contentOf(10).open() };
    await expect(target.documents.transfer(requestOf(accepted, short))).rejects.toMatchObject({ kind: 'unreadable' });
    await isWhole(await target.documents.transfer(requestOf(accepted, content)), content);
  });

  it('stops when it is told to', async () => {
    const accepted = await accept(content);
    const stop = new AbortController();
    const waiting = {
      ...content,
      open: async () => new ReadableStream<Uint8Array>({ pull: () => stop.abort(new Error('enough')) }),
    };
    await expect(target.documents.transfer(requestOf(accepted, waiting, { signal: stop.signal }))).rejects.toThrow(
      'enough',
    );
  });
});

describe('documents', () => {
  const content = contentOf(100);

  it('is found by its key, half-uploaded or in the trash, exactly', async () => {
    const notBefore = new Date(firm.clock.now()).toISOString();
    const { record } = await accept(content);
    await accept(content, 'cb:document:11');
    const query = {
      by: 'witness',
      witness: 'cb:document:1',
      draft: draftOf(),
      notBefore,
      excluding: new Set<string>(),
      thorough: true,
    } as const;
    expect((await target.documents.locate(query)).map(({ ref }) => ref)).toEqual([record.ref]);
    firm.emulator.people.trashDocument(Number(record.ref));
    expect(await target.documents.locate(query)).toMatchObject([{ ref: record.ref, trashed: true }]);
    expect((await target.documents.read([record.ref])).get(record.ref)).toMatchObject({ trashed: true });
  });

  it('gets a new version, keeps the name that a person gave it, and is renamed', async () => {
    const accepted = await accept(content);
    const uploaded = await target.documents.transfer(requestOf(accepted, content));
    expect(uploaded.kind).toBe('applied');
    firm.emulator.people.renameDocument(Number(accepted.record.ref), 'signed.pdf');
    const [read] = (await target.documents.read([accepted.record.ref])).values();
    const longer = contentOf(200);
    const version = await target.documents.addVersion(read!, draftOf(), longer);
    expect(version).toMatchObject({
      kind: 'accepted',
      record: { ref: read!.ref, fields: { name: 'signed.pdf' }, document: { uploaded: false } },
    });
    await isWhole(await target.documents.transfer(requestOf(version as Accepted & typeof version, longer)), longer);
    const [now] = (await target.documents.read([read!.ref])).values();
    expect(await target.documents.update(now!, { fields: { name: 'final.pdf' }, rows: {} })).toMatchObject({
      kind: 'applied',
      record: { fields: { name: 'final.pdf' } },
    });
  });

  it('lists the root of a matter, without what is in folders or in the trash', async () => {
    const { people } = firm.emulator;
    firm.emulator.settings.matterIdReachesSubfolders = true;
    const root = people.addDocument({ name: 'a.txt', parent: { id: Number(matter), type: 'Matter' }, bytes: 'a' });
    const gone = people.addDocument({ name: 'b.txt', parent: { id: Number(matter), type: 'Matter' }, bytes: 'b' });
    people.trashDocument(gone.id);
    const folder = people.addFolder({ name: 'sub', parent: { id: Number(matter), type: 'Matter' } });
    people.addDocument({ name: 'c.txt', parent: { id: folder.id, type: 'Folder' }, bytes: 'c' });
    expect((await target.documents.locate({ by: 'owner', owner: matter })).map(({ ref }) => ref)).toEqual([
      String(root.id),
    ]);
  });

  it('cleans names, and tells', () => {
    const { draft, notices } = target.documents.prepare({ fields: { matter, name: ' a/b\u0007.pdf ' }, rows: {} });
    expect(draft.fields.name).toBe('a_b_.pdf');
    expect(notices).toMatchObject([{ code: 'name-cleaned' }]);
    expect(target.documents.prepare(draft).notices).toEqual([]);
  });
});
