import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Fields } from '../../../setup/fields.ts';
import { Mappings } from '../../../setup/mappings.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { FieldsQuery, FieldView, MappingView } from './integration-shapes.ts';

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

const listMappings = declare({
  method: 'GET',
  path: '/v1/integrations/:id/mappings',
  summary: 'Which field goes into which.',
  access: 'viewer',
  status: 200,
  answer: listOf(MappingView),
  refusals: ['not-found'],
});

const patchMapping = declare({
  method: 'PATCH',
  path: '/v1/integrations/:id/mappings/:mappingId',
  summary: 'Changes a mapping; a locked one never.',
  access: 'admin',
  body: z.looseObject({}),
  status: 200,
  answer: MappingView,
  refusals: ['not-found', 'mapping-locked'],
});

const deleteMapping = declare({
  method: 'DELETE',
  path: '/v1/integrations/:id/mappings/:mappingId',
  summary: 'Removes a mapping; a locked one never.',
  access: 'admin',
  status: 204,
  refusals: ['not-found', 'mapping-locked'],
});

@Controller()
export class FieldsController {
  constructor(
    @Inject(Fields) private readonly fields: Fields,
    @Inject(Mappings) private readonly mappings: Mappings,
  ) {}

  @Route(listFields)
  async list(@Given() { caller, params, query }: Input<typeof listFields>) {
    return whole(await this.fields.of(caller.firmId, params.id, query.side, query.level));
  }

  @Route(listMappings)
  async listMappings(@Given() { caller, params }: Input<typeof listMappings>) {
    return whole(await this.mappings.of(caller.firmId, params.id));
  }

  @Route(patchMapping)
  patchMapping(@Given() { caller, params }: Input<typeof patchMapping>): Promise<never> {
    return this.mappings.refuseChange(caller.firmId, params.id, params.mappingId);
  }

  @Route(deleteMapping)
  deleteMapping(@Given() { caller, params }: Input<typeof deleteMapping>): Promise<never> {
    return this.mappings.refuseChange(caller.firmId, params.id, params.mappingId);
  }
}
