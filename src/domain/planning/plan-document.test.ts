import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../../contracts/objects/source.ts';
import type { TargetRecord } from '../../../contracts/objects/target.ts';
import { bothSides, firmSettings, openDecision } from '../../../test/support/both-sides.ts';
import { linked } from '../../../test/support/linked.ts';
import { desiredOf, sourceFamily } from '../../../test/support/source-family.ts';
import { targetRecord } from '../../../test/support/target-record.ts';
import { objectKey } from '../identity/object-key.ts';
import type { DocumentBase, Link } from '../identity/sync-link.ts';
import type { Choice } from '../runs/attention.ts';
import type { BothSides } from './both-sides.ts';
import { makePlan } from './make-plan.ts';

const file: SourceDocument = { id: 'd1', name: 'will.pdf', contentType: 'application/pdf', size: 3, sha256: 'aa' };
const changed = { ...file, size: 4, sha256: 'bb' };
const fields = { name: 'will.pdf', matter: 'ref-m1' };
const held = targetRecord('ref-d1', { fields, document: { version: 'v1', uploaded: true, size: 3 }, witness: 'k' });

const desiredFile = (document: SourceDocument) =>
  desiredOf(sourceFamily({ documents: [document] })).find(({ kind }) => kind === 'document')!;

function fileLink(document: SourceDocument = file, parts: Partial<Link> = {}, base: Partial<DocumentBase> = {}): Link {
  const made = linked(
    { desired: desiredFile(document), draft: { fields: { ...fields, name: document.name }, rows: {} }, record: held },
    parts,
  );
  return { ...made, document: { ...made.document!, ...base } };
}

function standing(origin: Link['origin'] = 'created'): Link[] {
  const [ana, matter] = desiredOf(sourceFamily());
  const draft = { ...matter!.draft, fields: { ...matter!.draft.fields, client: 'ref-c1' } };
  return [
    linked({ desired: ana!, draft: ana!.draft, record: targetRecord('ref-c1') }),
    linked({ desired: matter!, draft, record: targetRecord('ref-m1') }, { origin }),
  ];
}

interface Scene {
  readonly files?: readonly SourceDocument[];
  readonly links?: readonly Link[];
  readonly record?: TargetRecord | 'not read' | 'gone';
  readonly sides?: Partial<BothSides>;
  readonly choice?: Choice;
  readonly origin?: Link['origin'];
}

function plan({ files = [file], links = [fileLink()], record = 'not read', sides = {}, choice, origin }: Scene) {
  const all = [...standing(origin), ...links].map((link) => [objectKey(link.kind, link.sourceId), link] as const);
  const { changes } = makePlan(
    bothSides({
      desired: desiredOf(sourceFamily({ documents: files })),
      links: new Map(all),
      records: new Map(record === 'not read' ? [] : [['document:d1', record === 'gone' ? undefined : record]]),
      decisions: new Map(choice ? [['document:d1', openDecision(choice)]] : []),
      ...sides,
    }),
  );
  return changes.filter(({ kind }) => kind === 'document');
}

describe('rules 5: documents', () => {
  it('a new file is made and its bytes are sent', () => {
    expect(plan({ links: [] })).toMatchObject([{ action: 'create', bytes: 'create' }]);
  });

  it('0 bytes are sent', () => {
    expect(plan({ links: [], files: [{ ...file, size: 0 }] })).toMatchObject([{ action: 'create', bytes: 'create' }]);
  });

  it('equal bytes are not uploaded', () => {
    expect(plan({})[0]).toMatchObject({ action: 'leave', targetRef: 'ref-d1' });
    const [verified] = plan({ record: held });
    expect(verified).toMatchObject({ action: 'leave' });
    expect(verified).not.toHaveProperty('bytes');
  });

  it('equal bytes under another size or type are judged by SHA-256; without one by size', () => {
    const bare = { id: 'd1', name: 'will.pdf', contentType: 'application/pdf', size: 3 };
    expect(plan({ files: [bare], record: held })[0]).not.toHaveProperty('bytes');
    expect(plan({ files: [{ ...bare, size: 4 }], record: held })[0]).toMatchObject({ bytes: 'add-version' });
    expect(plan({ files: [{ ...file, sha256: 'bb' }], record: held })[0]).toMatchObject({ bytes: 'add-version' });
  });

  it('changed bytes: a version', () => {
    expect(plan({ files: [changed], record: held })).toMatchObject([
      { action: 'update', bytes: 'add-version', targetRef: 'ref-d1' },
    ]);
  });

  const foreign = { ...held, document: { version: 'v2', uploaded: true, size: 9 } };

  it('if the latest version is not ours: ask', () => {
    const [change] = plan({ files: [changed], record: foreign });
    expect(change).toMatchObject({
      action: 'ask',
      code: 'document-version-foreign',
      question: { choices: ['keep', 'add-version'] },
    });
    expect(change).not.toHaveProperty('bytes');
  });

  it('a foreign version on top of unchanged bytes is left alone', () => {
    const [change] = plan({ record: foreign });
    expect(change).toMatchObject({ action: 'leave' });
    expect(change).not.toHaveProperty('bytes');
  });

  it('keep: the version of the target counts from now on', () => {
    expect(plan({ files: [changed], record: foreign, choice: 'keep' })).toMatchObject([
      { action: 'leave', linkEdit: 'accept-version' },
    ]);
  });

  it('add-version: ours goes on top', () => {
    expect(plan({ files: [changed], record: foreign, choice: 'add-version' })).toMatchObject([
      { action: 'update', bytes: 'add-version' },
    ]);
  });

  it('while bytes are on their way nothing else is done', () => {
    expect(plan({ files: [changed], sides: { moving: new Set(['document:d1']) } })).toMatchObject([
      { action: 'wait', code: 'bytes-moving', targetRef: 'ref-d1' },
    ]);
  });

  it('verify takes up a half-finished upload', () => {
    const half = { ...held, document: { version: 'v1', uploaded: false } };
    expect(plan({ links: [fileLink(file, {}, { uploaded: false })], record: half })).toMatchObject([
      { action: 'update', bytes: 'resume' },
    ]);
  });
});

describe('rules 5: a new name', () => {
  const renamed = { ...file, name: 'last will.pdf' };

  it('is a rename, without new bytes', () => {
    const [change] = plan({ files: [renamed], record: held });
    expect(change).toMatchObject({ action: 'update', diff: { write: { name: 'last will.pdf' } } });
    expect(change).not.toHaveProperty('bytes');
  });

  it('unless a person renamed it', () => {
    const theirs = { ...held, fields: { ...fields, name: 'Will of Ana.pdf' } };
    const [change] = plan({
      files: [renamed],
      record: theirs,
      sides: { settings: { ...firmSettings, conflicts: 'source' } },
    });
    expect(change).toMatchObject({ action: 'leave', diff: { write: {} } });
    expect(change?.notes).toMatchObject([{ field: 'name', code: 'conflict-kept' }]);
  });
});

describe('rules 5: trashed = deleted by a person', () => {
  it.each<[string, TargetRecord | 'gone']>([
    ['trashed', { ...held, trashed: true }],
    ['gone', 'gone'],
  ])('%s: not brought back', (_case, record) => {
    expect(plan({ record })).toMatchObject([{ action: 'leave', linkEdit: 'flag-target-deleted' }]);
    expect(plan({ links: [fileLink(file, { targetDeleted: true })] })).toMatchObject([
      { action: 'leave', code: 'deleted-in-target' },
    ]);
  });

  it('unless S moved: by SHA-256, by size where there is none, or by name', () => {
    for (const files of [[changed], [{ ...file, name: 'other.pdf' }]]) {
      expect(plan({ files, record: 'gone' })).toMatchObject([{ action: 'create', bytes: 'create', linkEdit: 'drop' }]);
    }
    const { sha256: _sha256, ...bare } = file;
    expect(plan({ files: [{ ...bare, size: 9 }], links: [fileLink(bare)], record: 'gone' })).toMatchObject([
      { action: 'create' },
    ]);
  });

  it('that the source tells a SHA-256 for the first time, or no longer, is no move', () => {
    const { sha256: _sha256, ...bare } = file;
    expect(plan({ links: [fileLink(bare)], record: 'gone' })).toMatchObject([{ action: 'leave' }]);
    expect(plan({ files: [bare], record: 'gone' })).toMatchObject([{ action: 'leave' }]);
  });
});

describe('rules 5: a new source file with the SHA-256 and name of a linked one whose source is gone takes over that link', () => {
  const again = { ...file, id: 'd9' };

  it('nothing is sent, and the old link is not flagged', () => {
    const changes = plan({ files: [again] });
    expect(changes).toMatchObject([
      { key: 'document:d9', action: 'adopt', targetRef: 'ref-d1', takeover: { sourceId: 'd1' } },
    ]);
    expect(changes[0]).not.toHaveProperty('bytes');
  });

  it('also of a link that was flagged in an earlier sync', () => {
    expect(plan({ files: [again], links: [fileLink(file, { sourceDeleted: true })] })).toMatchObject([
      { action: 'adopt', takeover: { sourceId: 'd1' } },
    ]);
  });

  it('once', () => {
    const changes = plan({ files: [again, { ...again, id: 'd10' }] });
    expect(changes.map(({ action }) => action)).toEqual(['adopt', 'create']);
  });

  it.each<[string, Scene]>([
    ['its source is there', { files: [file, again] }],
    ['another SHA-256', { files: [{ ...again, sha256: 'bb' }] }],
    ['another name', { files: [{ ...again, name: 'other.pdf' }] }],
    ['no SHA-256', { files: [{ id: 'd9', name: 'will.pdf', contentType: 'x/y', size: 3 }] }],
    ['its bytes never arrived', { files: [again], links: [fileLink(file, {}, { uploaded: false })] }],
  ])('not where %s', (_case, scene) => {
    expect(plan(scene).find(({ sourceId }) => sourceId === 'd9')).toMatchObject({ action: 'create' });
  });
});

describe('rules 5: a file that a person deleted and whose source comes back under another id', () => {
  it('stays deleted', () => {
    const again = { ...file, id: 'd9' };
    expect(plan({ files: [again], links: [fileLink(file, { targetDeleted: true })] })).toMatchObject([
      { sourceId: 'd9', action: 'leave', code: 'deleted-in-target', takeover: { sourceId: 'd1' } },
    ]);
  });
});

describe('rules 3: files of a matter linked by hand are adopted where natural keys agree', () => {
  const belongings = new Map([
    ['document' as const, [targetRecord('theirs', { fields, document: { version: 'v1', uploaded: true, size: 3 } })]],
  ]);

  it('by name and size', () => {
    expect(plan({ links: [], sides: { belongings }, origin: 'by-hand' })).toMatchObject([
      { action: 'adopt', targetRef: 'theirs' },
    ]);
    expect(plan({ files: [{ ...file, size: 4 }], links: [], sides: { belongings }, origin: 'by-hand' })).toMatchObject([
      { action: 'create' },
    ]);
  });
});
