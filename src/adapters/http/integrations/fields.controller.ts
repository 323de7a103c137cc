import { Controller, Inject } from '@nestjs/common';
import { Fields } from '../../../setup/fields.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { FieldsQuery, FieldView } from './integration-shapes.ts';

const listFields = declare({
  method: 'GET',
  path: '/v1/integrations/:id/fields',
  summary: 'The fields of one side at one level.',
  access: 'viewer',
  query: FieldsQuery,
  status: 200,
  answer: listOf(FieldView),
  refusals: ['not-found', 'connection-not-ready', 'target-unavailable'],
});

@Controller()
export class FieldsController {
  constructor(@Inject(Fields) private readonly fields: Fields) {}

  @Route(listFields)
  async list(@Given() { caller, params, query }: Input<typeof listFields>) {
    return whole(await this.fields.of(caller.firmId, params.id, query));
  }
}
