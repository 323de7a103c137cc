import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { IntakeDesk } from '../../../intake/intake-desk.ts';
import { putRelationship } from '../../../intake/put-relationship.ts';
import { listRecords, readRecord } from '../../../intake/read.ts';
import { remove } from '../../../intake/remove.ts';
import type { IntakeRecord } from '../../../ports/intake-book.ts';
import { Given } from '../frame/given.ts';
import { listOf, pageOf, pageQuery, shown } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { filledText, id, idFrom } from './intake-values.ts';
import { expectedBy, stampOf, tag, written } from './versions.ts';

const RelationshipRequest = z.strictObject({ contactId: id, label: filledText });

const RelationshipView = z.object({ id: z.string(), ...RelationshipRequest.shape, ...written });

const putOne = declare({
  method: 'PUT',
  path: '/v1/intake/matters/:id/relationships/:relId',
  summary: 'Ties a contact to a matter, or replaces it.',
  access: 'operator',
  body: RelationshipRequest,
  status: 200,
  answer: RelationshipView,
  refusals: ['not-found', 'unknown-contact', 'precondition-failed'],
  etag: true,
});

const getOne = declare({
  method: 'GET',
  path: '/v1/intake/matters/:id/relationships/:relId',
  summary: 'A tie of a contact to a matter.',
  access: 'viewer',
  status: 200,
  answer: RelationshipView,
  refusals: ['not-found'],
  etag: true,
});

const getAll = declare({
  method: 'GET',
  path: '/v1/intake/matters/:id/relationships',
  summary: 'The ties of a matter, in the order of their ids.',
  access: 'viewer',
  query: pageQuery,
  status: 200,
  answer: listOf(RelationshipView),
  refusals: ['not-found'],
});

const deleteOne = declare({
  method: 'DELETE',
  path: '/v1/intake/matters/:id/relationships/:relId',
  summary: 'Deletes a tie; a later PUT brings it back with its link.',
  access: 'operator',
  status: 204,
  refusals: ['not-found', 'precondition-failed'],
  etag: true,
});

function viewRelationship(record: IntakeRecord<'relationship'>) {
  return { id: record.id, ...record.body, ...stampOf(record) };
}

function keyOf(firmId: string, params: Input<typeof getOne>['params']) {
  return {
    firmId,
    kind: 'relationship',
    matterId: idFrom(params.id, 'id'),
    id: idFrom(params.relId, 'relId'),
  } as const;
}

@Controller()
export class IntakeRelationshipsController {
  constructor(@Inject(IntakeDesk) private readonly desk: IntakeDesk) {}

  @Route(putOne)
  async put(
    @Given() { caller, params, body, request }: Input<typeof putOne>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = await putRelationship(this.desk, keyOf(caller.firmId, params), body, expectedBy(request));
    tag(reply, record);
    return viewRelationship(record);
  }

  @Route(getOne)
  async get(@Given() { caller, params }: Input<typeof getOne>, @Res({ passthrough: true }) reply: FastifyReply) {
    const record = await readRecord(this.desk, keyOf(caller.firmId, params));
    tag(reply, record);
    return viewRelationship(record);
  }

  @Route(getAll)
  async list(@Given() { caller, params, query }: Input<typeof getAll>) {
    const of = { firmId: caller.firmId, kind: 'relationship', matterId: idFrom(params.id, 'id') } as const;
    return shown(await listRecords(this.desk, of, pageOf(query)), viewRelationship);
  }

  @Route(deleteOne)
  async remove(@Given() { caller, params, request }: Input<typeof deleteOne>): Promise<void> {
    await remove(this.desk, keyOf(caller.firmId, params), expectedBy(request));
  }
}
