import { Readable } from 'node:stream';
import { Controller, Inject, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refused } from '../../../domain/refusals.ts';
import { IntakeDesk } from '../../../intake/intake-desk.ts';
import { putDocument } from '../../../intake/put-document.ts';
import { listRecords, openDocument } from '../../../intake/read.ts';
import { remove } from '../../../intake/remove.ts';
import type { IntakeRecord } from '../../../ports/intake-book.ts';
import { Given } from '../frame/given.ts';
import { listOf, pageOf, pageQuery, shown } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { documentFacts, documentHeaders } from './document-headers.ts';
import { idFrom } from './intake-values.ts';
import { expectedBy, stampOf, tag, written } from './versions.ts';

const DocumentView = z.object({
  id: z.string(),
  filename: z.string(),
  contentType: z.string(),
  size: z.int().describe('In bytes.'),
  sha256: z.string().describe('In lower-case hex.'),
  ...written,
});

const putOne = declare({
  method: 'PUT',
  path: '/v1/intake/matters/:id/documents/:documentId',
  summary: 'Puts a file into a matter, or replaces it: raw bytes, X-Filename (percent-encoded UTF-8), Content-Type.',
  access: 'operator',
  body: 'bytes',
  status: 200,
  answer: DocumentView,
  refusals: ['not-found', 'content-mismatch', 'precondition-failed'],
  etag: true,
});

const getOne = declare({
  method: 'GET',
  path: '/v1/intake/matters/:id/documents/:documentId',
  summary: 'The bytes of a file.',
  access: 'viewer',
  status: 200,
  answer: '*/*',
  refusals: ['not-found'],
  etag: true,
});

const getAll = declare({
  method: 'GET',
  path: '/v1/intake/matters/:id/documents',
  summary: 'The files of a matter without their bytes, in the order of their ids.',
  access: 'viewer',
  query: pageQuery,
  status: 200,
  answer: listOf(DocumentView),
  refusals: ['not-found'],
});

const deleteOne = declare({
  method: 'DELETE',
  path: '/v1/intake/matters/:id/documents/:documentId',
  summary: 'Deletes a file; a later PUT brings it back with its link.',
  access: 'operator',
  status: 204,
  refusals: ['not-found', 'precondition-failed'],
  etag: true,
});

function viewDocument(record: IntakeRecord<'document'>): z.output<typeof DocumentView> {
  const { blobId: _, ...facts } = record.body;
  return { id: record.id, ...facts, ...stampOf(record) };
}

function keyOf(firmId: string, params: Input<typeof getOne>['params']) {
  const id = idFrom(params.documentId, 'documentId');
  return { firmId, kind: 'document', matterId: idFrom(params.id, 'id'), id } as const;
}

/** A request without a body has no stream: it puts an empty file. */
function bytesOf({ body }: FastifyRequest): ReadableStream<Uint8Array> {
  return Readable.toWeb(body instanceof Readable ? body : Readable.from([]));
}

@Controller()
export class IntakeDocumentsController {
  constructor(@Inject(IntakeDesk) private readonly desk: IntakeDesk) {}

  @Route(putOne)
  async put(
    @Given() { caller, params, request }: Input<typeof putOne>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const input = { ...documentFacts(request.headers), bytes: bytesOf(request) };
    const put = putDocument(this.desk, keyOf(caller.firmId, params), input, expectedBy(request));
    const record = await put.catch((error: unknown) => {
      // Whoever sent it is gone; the log must not call that an error of ours.
      if (request.raw.destroyed && !request.raw.complete)
        throw new Refused('content-mismatch', 'The upload broke off.');
      throw error;
    });
    tag(reply, record);
    return viewDocument(record);
  }

  @Route(getOne)
  async get(@Given() { caller, params }: Input<typeof getOne>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { record, bytes } = await openDocument(this.desk, keyOf(caller.firmId, params));
    tag(reply, record);
    void reply.headers(documentHeaders(record.body));
    return new StreamableFile(Readable.fromWeb(bytes), { type: record.body.contentType, length: record.body.size });
  }

  @Route(getAll)
  async list(@Given() { caller, params, query }: Input<typeof getAll>) {
    const of = { firmId: caller.firmId, kind: 'document', matterId: idFrom(params.id, 'id') } as const;
    return shown(await listRecords(this.desk, of, pageOf(query)), viewDocument);
  }

  @Route(deleteOne)
  async remove(@Given() { caller, params, request }: Input<typeof deleteOne>): Promise<void> {
    await remove(this.desk, keyOf(caller.firmId, params), expectedBy(request));
  }
}
