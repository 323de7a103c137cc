import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { IntakeDesk } from '../../../intake/intake-desk.ts';
import { putContact } from '../../../intake/put-contact.ts';
import { listRecords, readRecord, withDefinedValues } from '../../../intake/read.ts';
import { remove } from '../../../intake/remove.ts';
import type { IntakeRecord } from '../../../ports/intake-book.ts';
import { Given } from '../frame/given.ts';
import { listOf, pageOf, pageQuery } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { contactInput, ContactRequest, ContactView, viewContact } from './contact-shapes.ts';
import { idFrom } from './intake-values.ts';
import { expectedBy, tag } from './versions.ts';

const putOne = declare({
  method: 'PUT',
  path: '/v1/intake/contacts/:id',
  summary: 'Puts a person or a company into the intake, or replaces it.',
  access: 'operator',
  body: ContactRequest,
  status: 200,
  answer: ContactView,
  refusals: ['unknown-contact', 'invalid-value', 'precondition-failed'],
  etag: true,
});

const getOne = declare({
  method: 'GET',
  path: '/v1/intake/contacts/:id',
  summary: 'A person or a company of the intake.',
  access: 'viewer',
  status: 200,
  answer: ContactView,
  refusals: ['not-found'],
  etag: true,
});

const getAll = declare({
  method: 'GET',
  path: '/v1/intake/contacts',
  summary: 'The people and companies of the intake, in the order of their ids.',
  access: 'viewer',
  query: pageQuery,
  status: 200,
  answer: listOf(ContactView),
});

const deleteOne = declare({
  method: 'DELETE',
  path: '/v1/intake/contacts/:id',
  summary: 'Deletes a person or a company from the intake; a later PUT brings it back with its link.',
  access: 'operator',
  status: 204,
  refusals: ['not-found', 'contact-in-use', 'precondition-failed'],
  etag: true,
});

@Controller()
export class IntakeContactsController {
  constructor(@Inject(IntakeDesk) private readonly desk: IntakeDesk) {}

  @Route(putOne)
  async put(
    @Given() { caller, params, body, request }: Input<typeof putOne>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const key = { firmId: caller.firmId, id: idFrom(params.id, 'id') };
    return this.tagged(reply, await putContact(this.desk, key, contactInput(body), expectedBy(request)));
  }

  @Route(getOne)
  async get(@Given() { caller, params }: Input<typeof getOne>, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.tagged(reply, await readRecord(this.desk, this.keyOf(caller.firmId, params.id)));
  }

  @Route(getAll)
  async list(@Given() { caller, query }: Input<typeof getAll>) {
    const page = await listRecords(this.desk, { firmId: caller.firmId, kind: 'contact', matterId: '' }, pageOf(query));
    const items = await withDefinedValues(this.desk, caller.firmId, 'contact', page.items);
    return { ...page, items: items.map(viewContact) };
  }

  @Route(deleteOne)
  async remove(@Given() { caller, params, request }: Input<typeof deleteOne>): Promise<void> {
    await remove(this.desk, this.keyOf(caller.firmId, params.id), expectedBy(request));
  }

  private keyOf(firmId: string, id: string) {
    return { firmId, kind: 'contact', matterId: '', id: idFrom(id, 'id') } as const;
  }

  private async tagged(reply: FastifyReply, record: IntakeRecord<'contact'>) {
    tag(reply, record);
    const [shown = record] = await withDefinedValues(this.desk, record.firmId, 'contact', [record]);
    return viewContact(shown);
  }
}
