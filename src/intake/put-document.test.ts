import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { brokenStream, newDesk, streamOf, textOf } from '../../test/support/intake-desk.ts';
import { putContact } from './put-contact.ts';
import { putDocument, type DocumentInput } from './put-document.ts';
import { putMatter } from './put-matter.ts';
import { openDocument } from './read.ts';
import { remove } from './remove.ts';

const key = { firmId: 'firm', matterId: 'm1', id: 'd1' };
let { desk, blobs, storage } = newDesk();

beforeEach(async () => {
  ({ desk, blobs, storage } = newDesk());
  await putContact(desk, { firmId: 'firm', id: 'ana' }, { kind: 'person' });
  await putMatter(desk, { firmId: 'firm', id: 'm1' }, { title: 'Lease', contactId: 'ana' });
});

const put = (text: string, input: Partial<DocumentInput> = {}, expected?: readonly number[]) =>
  putDocument(desk, key, { filename: 'a.txt', contentType: 'text/plain', bytes: streamOf(text), ...input }, expected);
const read = async () => textOf((await openDocument(desk, key)).bytes);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('documents', () => {
  it('are stored with size and SHA-256', async () => {
    const { body } = await put('alpha');
    expect(body).toMatchObject({ filename: 'a.txt', contentType: 'text/plain', size: 5, sha256: sha256('alpha') });
    expect(await read()).toBe('alpha');
  });

  it('are replaced whole, and the old bytes are given up', async () => {
    await put('alpha');
    expect((await put('omega')).version).toBe(2);
    expect(await read()).toBe('omega');
    expect(blobs.count).toBe(1);
  });

  it('are not changed by equal bytes under the same name, and renamed without new bytes', async () => {
    const first = await put('alpha');
    expect(await put('alpha')).toStrictEqual(first);
    const renamed = await put('alpha', { filename: 'b.txt' });
    expect(renamed).toMatchObject({ version: 2, body: { filename: 'b.txt', blobId: first.body.blobId } });
    expect(blobs.count).toBe(1);
    expect(await read()).toBe('alpha');
  });

  it('stay as they are when the new bytes are not those that were announced', async () => {
    await put('alpha');
    const announcements = [{ size: 4 }, { sha256: sha256('something else') }];
    for (const announced of announcements) {
      await expect(put('omega', { announced })).rejects.toMatchObject({ code: 'content-mismatch' });
    }
    expect(await read()).toBe('alpha');
    expect(blobs.count).toBe(1);
    await put('omega', { announced: { size: 5, sha256: sha256('omega') } });
  });

  it('stay as they are when the stream breaks off, and leave nothing behind', async () => {
    const failure = new Error('broke off');
    await expect(put('', { bytes: brokenStream(failure) })).rejects.toBe(failure);
    expect(blobs.count).toBe(0);
    await expect(openDocument(desk, key)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('take no bytes for nothing', async () => {
    const first = await put('alpha');
    await expect(put('omega', {}, [first.version + 1])).rejects.toMatchObject({ code: 'precondition-failed' });
    const elsewhere = putDocument(
      desk,
      { ...key, matterId: 'm2' },
      { filename: 'a', contentType: 'b', bytes: streamOf('x') },
    );
    await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' });
    expect(blobs.count).toBe(1);
  });

  it('give up the bytes when the matter is deleted while they come', async () => {
    const bytes = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await remove(desk, { firmId: 'firm', kind: 'matter', matterId: '', id: 'm1' });
        controller.close();
      },
    });
    await expect(put('', { bytes })).rejects.toMatchObject({ code: 'not-found' });
    expect(blobs.count).toBe(0);
  });

  it('lose their bytes when they are deleted, and come back with new ones', async () => {
    await put('alpha');
    await remove(desk, { ...key, kind: 'document' });
    expect(blobs.count).toBe(0);
    await expect(openDocument(desk, key)).rejects.toMatchObject({ code: 'not-found' });
    expect((await put('alpha')).version).toBe(3);
    expect(await read()).toBe('alpha');
    expect(blobs.count).toBe(1);
  });

  it('may be empty', async () => {
    expect((await put('')).body.size).toBe(0);
    expect(await read()).toBe('');
  });

  it('are read anew when they are replaced between the record and the bytes', async () => {
    const first = await put('alpha');
    const open = blobs.open.bind(blobs);
    blobs.open = async (id, range) => {
      if (id === first.body.blobId) await put('omega');
      return open(id, range);
    };
    expect(await read()).toBe('omega');
  });

  it('say so when their bytes are lost, and are mended by sending them again', async () => {
    const { body } = await put('alpha');
    await blobs.remove(body.blobId);
    await expect(openDocument(desk, key)).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(await storage.books.intake.find('firm', 'document', 'm1', 'd1')).toBeDefined();
    await put('alpha');
    expect(await read()).toBe('alpha');
  });
});
