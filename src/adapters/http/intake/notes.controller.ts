import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { IntakeDesk } from '../../../intake/intake-desk.ts';
import { putNote } from '../../../intake/put-note.ts';
import { listRecords, readRecord } from '../../../intake/read.ts';
import { remove } from '../../../intake/remove.ts';
import type { IntakeRecord } from '../../../ports/intake-book.ts';
import { Given } from '../frame/given.ts';
import { listOf, pageOf, pageQuery, shown } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { idFrom, optionalDay, optionalText, text } from './intake-values.ts';
import { expectedBy, stampOf, tag, written } from './versions.ts';

const NoteRequest = z.strictObject({
  subject: optionalText,
  body: text,
  format: z.enum(['text', 'html']).optional().describe('Left out: text.'),
  date: optionalDay,
});

const NoteView = z.object({ id: z.string(), ...NoteRequest.shape, ...written });

const putOne = declare({
  method: 'PUT',
  path: '/v1/intake/matters/:id/notes/:noteId',
  summary: 'Puts a note into a matter, or replaces it.',
  access: 'operator',
  body: NoteRequest,
  status: 200,
  answer: NoteView,
  refusals: ['not-found', 'precondition-failed'],
  etag: true,
});

const getOne = declare({
  method: 'GET',
  path: '/v1/intake/matters/:id/notes/:noteId',
  summary: 'A note of a matter.',
  access: 'viewer',
  status: 200,
  answer: NoteView,
  refusals: ['not-found'],
  etag: true,
});

const getAll = declare({
  method: 'GET',
  path: '/v1/intake/matters/:id/notes',
  summary: 'The notes of a matter, in the order of their ids.',
  access: 'viewer',
  query: pageQuery,
  status: 200,
  answer: listOf(NoteView),
  refusals: ['not-found'],
});

const deleteOne = declare({
  method: 'DELETE',
  path: '/v1/intake/matters/:id/notes/:noteId',
  summary: 'Deletes a note; a later PUT brings it back with its link.',
  access: 'operator',
  status: 204,
  refusals: ['not-found', 'precondition-failed'],
  etag: true,
});

function viewNote(record: IntakeRecord<'note'>) {
  return { id: record.id, ...record.body, ...stampOf(record) };
}

function keyOf(firmId: string, params: Input<typeof getOne>['params']) {
  return { firmId, kind: 'note', matterId: idFrom(params.id, 'id'), id: idFrom(params.noteId, 'noteId') } as const;
}

@Controller()
export class IntakeNotesController {
  constructor(@Inject(IntakeDesk) private readonly desk: IntakeDesk) {}

  @Route(putOne)
  async put(
    @Given() { caller, params, body, request }: Input<typeof putOne>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = await putNote(this.desk, keyOf(caller.firmId, params), body, expectedBy(request));
    tag(reply, record);
    return viewNote(record);
  }

  @Route(getOne)
  async get(@Given() { caller, params }: Input<typeof getOne>, @Res({ passthrough: true }) reply: FastifyReply) {
    const record = await readRecord(this.desk, keyOf(caller.firmId, params));
    tag(reply, record);
    return viewNote(record);
  }

  @Route(getAll)
  async list(@Given() { caller, params, query }: Input<typeof getAll>) {
    const of = { firmId: caller.firmId, kind: 'note', matterId: idFrom(params.id, 'id') } as const;
    return shown(await listRecords(this.desk, of, pageOf(query)), viewNote);
  }

  @Route(deleteOne)
  async remove(@Given() { caller, params, request }: Input<typeof deleteOne>): Promise<void> {
    await remove(this.desk, keyOf(caller.firmId, params), expectedBy(request));
  }
}
