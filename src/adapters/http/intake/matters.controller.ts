import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { IntakeDesk } from '../../../intake/intake-desk.ts';
import { putMatter } from '../../../intake/put-matter.ts';
import { listRecords, readRecord, withDefinedValues } from '../../../intake/read.ts';
import { remove } from '../../../intake/remove.ts';
import type { IntakeRecord } from '../../../ports/intake-book.ts';
import { Given } from '../frame/given.ts';
import { listOf, pageOf, pageQuery } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { customFields, filledText, id, idFrom, optionalDay, optionalText } from './intake-values.ts';
import { expectedBy, stampOf, tag, written } from './versions.ts';

const colleague = z.strictObject({ email: optionalText, name: optionalText });

const MatterRequest = z.strictObject({
  title: filledText,
  contactId: id.describe('The client.'),
  status: z.enum(['pnc', 'hired', 'lost']).optional().describe('Left out: it stays; a new matter is pnc.'),
  number: optionalText,
  description: optionalText,
  practiceArea: optionalText,
  stage: optionalText,
  openDate: optionalDay,
  responsibleAttorney: colleague.nullish(),
  originatingAttorney: colleague.nullish(),
  statuteOfLimitations: optionalDay,
  customFields: customFields.optional(),
});

const MatterView = z.object({ id: z.string(), ...MatterRequest.shape, hiredAt: z.string().optional(), ...written });

const putOne = declare({
  method: 'PUT',
  path: '/v1/intake/matters/:id',
  summary: 'Puts a matter into the intake, or replaces it.',
  access: 'operator',
  body: MatterRequest,
  status: 200,
  answer: MatterView,
  refusals: ['unknown-contact', 'already-hired', 'invalid-value', 'precondition-failed'],
  etag: true,
});

const getOne = declare({
  method: 'GET',
  path: '/v1/intake/matters/:id',
  summary: 'A matter of the intake.',
  access: 'viewer',
  status: 200,
  answer: MatterView,
  refusals: ['not-found'],
  etag: true,
});

const getAll = declare({
  method: 'GET',
  path: '/v1/intake/matters',
  summary: 'The matters of the intake, in the order of their ids.',
  access: 'viewer',
  query: pageQuery,
  status: 200,
  answer: listOf(MatterView),
});

const deleteOne = declare({
  method: 'DELETE',
  path: '/v1/intake/matters/:id',
  summary: 'Deletes a matter from the intake; a later PUT brings it back with what is in it and with its link.',
  access: 'operator',
  status: 204,
  refusals: ['not-found', 'precondition-failed'],
  etag: true,
});

function viewMatter(record: IntakeRecord<'matter'>) {
  return { id: record.id, ...record.body, ...stampOf(record) };
}

@Controller()
export class IntakeMattersController {
  constructor(@Inject(IntakeDesk) private readonly desk: IntakeDesk) {}

  @Route(putOne)
  async put(
    @Given() { caller, params, body, request }: Input<typeof putOne>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const key = { firmId: caller.firmId, id: idFrom(params.id, 'id') };
    return this.tagged(reply, await putMatter(this.desk, key, body, expectedBy(request)));
  }

  @Route(getOne)
  async get(@Given() { caller, params }: Input<typeof getOne>, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.tagged(reply, await readRecord(this.desk, this.keyOf(caller.firmId, params.id)));
  }

  @Route(getAll)
  async list(@Given() { caller, query }: Input<typeof getAll>) {
    const page = await listRecords(this.desk, { firmId: caller.firmId, kind: 'matter', matterId: '' }, pageOf(query));
    const items = await withDefinedValues(this.desk, caller.firmId, 'matter', page.items);
    return { ...page, items: items.map(viewMatter) };
  }

  @Route(deleteOne)
  async remove(@Given() { caller, params, request }: Input<typeof deleteOne>): Promise<void> {
    await remove(this.desk, this.keyOf(caller.firmId, params.id), expectedBy(request));
  }

  private keyOf(firmId: string, id: string) {
    return { firmId, kind: 'matter', matterId: '', id: idFrom(id, 'id') } as const;
  }

  private async tagged(reply: FastifyReply, record: IntakeRecord<'matter'>) {
    tag(reply, record);
    const [shown = record] = await withDefinedValues(this.desk, record.firmId, 'matter', [record]);
    return viewMatter(shown);
  }
}
