import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient, send } from './client.fixture.ts';
import type { Client, Reply } from './client.fixture.ts';

const UPLOAD = 'fields=id,etag,latest_document_version{id,uuid,put_url,put_headers,fully_uploaded,size,version_number}';
const PARTS = 'fields=id,latest_document_version{uuid,put_url,multiparts}';
const MB = 1024 * 1024;

interface Header {
  name: string;
  value: string;
}

interface Announced {
  id: number;
  uuid: string;
  put_url: string;
  put_headers: Header[];
}

let clio: Client;
let matter: number;
beforeEach(async () => {
  clio = await openClient();
  matter = await clio.matter();
});
afterEach(() => clio.emulator.close());

async function announce(more: object = {}): Promise<Announced> {
  const reply = await clio.post(`/documents.json?${UPLOAD}`, {
    name: 'fee.pdf',
    parent: { id: matter, type: 'Matter' },
    ...more,
  });
  expect(reply.status).toBe(201);
  return { ...reply.body.data.latest_document_version, id: reply.body.data.id };
}

const headersOf = (headers: readonly Header[]): Record<string, string> =>
  Object.fromEntries(headers.filter(({ name }) => name !== 'Content-Length').map(({ name, value }) => [name, value]));

const put = (to: Announced, bytes: string | Buffer, more: Record<string, string> = {}): Promise<Reply> =>
  send(to.put_url, { method: 'PUT', headers: { ...headersOf(to.put_headers), ...more }, body: bytes as string });

const complete = (to: { id: number; uuid: string }, fields = UPLOAD): Promise<Reply> =>
  clio.patch(`/documents/${to.id}.json?${fields}`, { uuid: to.uuid, fully_uploaded: 'true' });

describe('an upload in three steps', () => {
  it('ends with the bytes whole, by size and digest', async () => {
    const announced = await announce();
    expect(new URL(announced.put_url).hostname).not.toBe(new URL(clio.emulator.apiBase).hostname);
    expect(announced.put_headers.map(({ name }) => name)).toEqual(['x-amz-server-side-encryption', 'Content-Type']);
    expect((await put(announced, 'hello')).status).toBe(200);
    const done = await complete(announced);
    expect(done.body.data.latest_document_version).toMatchObject({
      fully_uploaded: true,
      size: 5,
      put_url: null,
      put_headers: [],
    });
    const [held] = clio.emulator.holdings().documents;
    expect(held).toMatchObject({
      matterId: matter,
      size: 5,
      sha256: createHash('sha256').update('hello').digest('hex'),
    });
  });

  it('is hidden until it is complete, unless asked for', async () => {
    const announced = await announce();
    const ids = async (query: string): Promise<number[]> =>
      (await clio.get(`/documents.json?matter_id=${matter}${query}`)).body.data.map((row: { id: number }) => row.id);
    expect(await ids('')).toEqual([]);
    expect(await ids('&show_uncompleted=true')).toEqual([announced.id]);
    await put(announced, 'x');
    expect(await ids('')).toEqual([]);
    await complete(announced);
    expect(await ids('')).toEqual([announced.id]);
  });

  it('cannot be completed before the bytes, nor twice, nor for another version', async () => {
    const announced = await announce();
    expect((await complete(announced)).body.error.type).toBe('UploadNotFoundError');
    expect((await complete({ ...announced, uuid: 'no-such' })).body.error.type).toBe('UploadNotFoundError');
    await put(announced, 'x');
    expect((await complete(announced)).status).toBe(200);
    expect((await complete(announced)).status).toBe(422);
  });

  it('times out now and then while it is verified', async () => {
    clio.emulator.settings.uploadTimeoutEvery = 2;
    const [one, two] = [await announce(), await announce()];
    await put(one, 'x');
    await put(two, 'x');
    expect((await complete(one)).status).toBe(200);
    expect((await complete(two)).body.error.type).toBe('UploadTimeoutError');
    expect((await complete(two)).status).toBe(200);
  });
});

describe('storage', () => {
  it('refuses a bearer token, missing or changed headers, headers of its own kind not signed, and another host name', async () => {
    const announced = await announce();
    const [encryption, type] = announced.put_headers;
    expect((await put(announced, 'x', { authorization: `Bearer ${clio.token}` })).status).toBe(400);
    expect((await put({ ...announced, put_headers: [type as Header] }, 'x')).text).toContain('SignatureDoesNotMatch');
    expect((await put({ ...announced, put_headers: [encryption as Header] }, Buffer.from('x'))).text).toContain(
      'SignatureDoesNotMatch',
    );
    expect((await put(announced, 'x', { 'Content-Type': 'text/plain' })).status).toBe(403);
    expect((await put(announced, 'x', { 'x-amz-acl': 'public-read' })).text).toContain('AccessDenied');
    const elsewhere = announced.put_url.replace('//localhost:', '//127.0.0.1:');
    expect((await put({ ...announced, put_url: elsewhere }, 'x')).status).toBe(403);
    expect((await put({ ...announced, put_url: announced.put_url.replace('fee.pdf', 'other.pdf') }, 'x')).status).toBe(
      403,
    );
    expect((await complete(announced)).body.error.type).toBe('UploadNotFoundError');
  });

  it('closes an address after ten minutes, and a GET of the document signs a new one', async () => {
    const announced = await announce();
    clio.clock.advance(10 * 60_000 + 1000);
    expect((await put(announced, 'x')).text).toContain('expired');
    const again = await clio.get(`/documents/${announced.id}?${UPLOAD}`);
    const fresh = { ...announced, ...again.body.data.latest_document_version, id: announced.id };
    expect((await put(fresh, 'x')).status).toBe(200);
    expect((await complete(announced)).status).toBe(200);
  });

  it('may keep to the first signature, by setting', async () => {
    clio.emulator.settings.resignPutUrl = false;
    const announced = await announce();
    clio.clock.advance(10 * 60_000 + 1000);
    const again = (await clio.get(`/documents/${announced.id}?${UPLOAD}`)).body.data.latest_document_version;
    expect((await put({ ...announced, put_url: again.put_url }, 'x')).status).toBe(403);
  });

  it('turns away bytes in chunks of unknown total', async () => {
    const announced = await announce();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(announced.put_url, { method: 'PUT', headers: headersOf(announced.put_headers) }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      });
      sent.on('error', reject);
      sent.setHeader('transfer-encoding', 'chunked');
      sent.end('hello');
    });
    expect(status).toBe(501);
  });

  it('keeps nothing of bytes that stop half-way', async () => {
    const announced = await announce();
    await new Promise<void>((resolve) => {
      const headers = { ...headersOf(announced.put_headers), 'content-length': '1000' };
      const sent = request(announced.put_url, { method: 'PUT', headers });
      sent.on('error', () => resolve());
      sent.write('only this', () => setTimeout(() => sent.destroy(), 20));
    });
    expect((await complete(announced)).body.error.type).toBe('UploadNotFoundError');
  });

  it('takes a large body without keeping it', async () => {
    const bytes = Buffer.alloc(20 * MB, 'casebridge');
    const announced = await announce();
    expect((await put(announced, bytes)).status).toBe(200);
    await complete(announced);
    const [held] = clio.emulator.holdings().documents;
    expect([held?.size, held?.sha256]).toEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')]);
  });
});

describe('a download', () => {
  it('is a 303 to storage, which wants no token', async () => {
    const { id } = clio.emulator.people.addDocument({
      name: 'a.pdf',
      parent: { id: matter, type: 'Matter' },
      bytes: 'abc',
    });
    const reply = await clio.get(`/documents/${id}/download.json`);
    expect(reply.status).toBe(303);
    const location = reply.headers.get('location') ?? '';
    expect((await send(location)).text).toBe('abc');
    expect((await send(location, { headers: { authorization: `Bearer ${clio.token}` } })).status).toBe(400);
  });
});

describe('an upload in parts', () => {
  const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('base64');
  const bodies = [Buffer.alloc(5 * MB, 'a'), Buffer.alloc(5 * MB, 'b'), Buffer.from('end')];
  const declare = (place: number): object => {
    const bytes = bodies[place] ?? Buffer.alloc(0);
    return { part_number: place + 1, content_length: String(bytes.length), content_md5: md5(bytes) };
  };

  interface PartView {
    put_url: string;
    put_headers: Header[];
  }

  async function open(parts: object[]): Promise<{ id: number; uuid: string; multiparts: PartView[] }> {
    const body = { name: 'big.pdf', parent: { id: matter, type: 'Matter' }, multiparts: parts };
    const reply = await clio.post(`/documents.json?${PARTS}`, body);
    expect(reply.body.data.latest_document_version.put_url).toBeNull();
    return { ...reply.body.data.latest_document_version, id: reply.body.data.id };
  }

  const putPart = (part: PartView | undefined, bytes: Buffer): Promise<Reply> =>
    send(part?.put_url ?? '', {
      method: 'PUT',
      headers: headersOf(part?.put_headers ?? []),
      body: bytes as unknown as string,
    });

  it('joins the parts in their order, however they arrive', async () => {
    const small = await openClient({ keepBytesUpTo: 1000 });
    const bigger = clio;
    clio = small;
    matter = await clio.matter();
    await bigger.emulator.close();
    const upload = await open([declare(0), declare(1)]);
    const more = await clio.patch(`/documents/${upload.id}?${PARTS}`, {
      uuid: upload.uuid,
      fully_uploaded: false,
      multiparts: [declare(2)],
    });
    const parts = more.body.data.latest_document_version.multiparts as PartView[];
    for (const place of [2, 0, 1])
      expect((await putPart(parts[place], bodies[place] ?? Buffer.alloc(0))).status).toBe(200);
    expect((await complete(upload)).status).toBe(200);
    const whole = Buffer.concat(bodies);
    const [held] = clio.emulator.holdings().documents;
    expect([held?.size, held?.sha256]).toEqual([whole.length, createHash('sha256').update(whole).digest('hex')]);
  });

  it('checks the digest of each part and that none is missing', async () => {
    const upload = await open([declare(0), declare(2)]);
    const spoiled = Buffer.alloc(5 * MB, 'x');
    expect((await putPart(upload.multiparts[0], spoiled)).text).toContain('BadDigest');
    await putPart(upload.multiparts[1], bodies[2] ?? Buffer.alloc(0));
    expect((await complete(upload)).body.error.type).toBe('UploadNotFoundError');
    await putPart(upload.multiparts[0], bodies[0] ?? Buffer.alloc(0));
    expect((await complete(upload)).status).toBe(200);
  });

  it('refuses a part of another length, a small part that is not the last, and more than 50 at once', async () => {
    const upload = await open([declare(2), { part_number: 2, content_length: 3 }]);
    expect((await putPart(upload.multiparts[1], Buffer.from('four'))).status).toBe(403);
    await putPart(upload.multiparts[0], bodies[2] ?? Buffer.alloc(0));
    await putPart(upload.multiparts[1], Buffer.from('end'));
    expect((await complete(upload)).status).toBe(422);
    const many = Array.from({ length: 51 }, (_, n) => ({ part_number: n + 1, content_length: 5 * MB }));
    const body = { name: 'big.pdf', parent: { id: matter, type: 'Matter' }, multiparts: many };
    expect((await clio.post('/documents.json', body)).status).toBe(422);
  });
});
