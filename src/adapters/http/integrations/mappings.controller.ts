import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Refused } from '../../../domain/refusals.ts';
import { ListMappings } from '../../../setup/list-mappings.ts';
import { Mappings } from '../../../setup/mappings.ts';
import { problemsOf } from '../frame/field-problems.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { MappingBody, MappingPatchBody, MappingView } from './mapping-shapes.ts';

/** A row is saved only if it could be carried over now. */
const saving = [
  'not-found',
  'mapping-locked',
  'target-field-taken',
  'source-field-missing',
  'target-field-missing',
  'target-not-writable',
  'types-do-not-fit',
  'transform-broken',
  'connection-not-ready',
  'target-unavailable',
] as const;

const listMappings = declare({
  method: 'GET',
  path: '/v1/integrations/:id/mappings',
  summary: 'Which field goes into which, locked ones first, with what is wrong by what is known of the fields.',
  access: 'viewer',
  status: 200,
  answer: listOf(MappingView),
  refusals: ['not-found'],
});

const postMapping = declare({
  method: 'POST',
  path: '/v1/integrations/:id/mappings',
  summary: 'Maps a field of the source to one of the target that nothing fills yet.',
  access: 'admin',
  body: MappingBody,
  status: 201,
  answer: MappingView,
  refusals: saving,
});

const patchMapping = declare({
  method: 'PATCH',
  path: '/v1/integrations/:id/mappings/:mappingId',
  summary: 'Changes a mapping; a locked one never.',
  access: 'admin',
  body: z.looseObject(MappingPatchBody.shape),
  status: 200,
  answer: MappingView,
  refusals: saving,
});

const deleteMapping = declare({
  method: 'DELETE',
  path: '/v1/integrations/:id/mappings/:mappingId',
  summary: 'Removes a mapping; a locked one never. What was written in the target stays.',
  access: 'admin',
  status: 204,
  refusals: ['not-found', 'mapping-locked'],
});

@Controller()
export class MappingsController {
  constructor(
    @Inject(Mappings) private readonly mappings: Mappings,
    @Inject(ListMappings) private readonly lists: ListMappings,
  ) {}

  @Route(listMappings)
  async list(@Given() { caller, params }: Input<typeof listMappings>) {
    return whole(await this.lists.of(caller.firmId, params.id));
  }

  @Route(postMapping)
  async add(@Given() { caller, params, body }: Input<typeof postMapping>) {
    const { id } = await this.mappings.add(caller.firmId, params.id, body);
    return this.one(caller.firmId, params.id, id);
  }

  @Route(patchMapping)
  async change(@Given() { caller, params, body }: Input<typeof patchMapping>) {
    // That it is locked is the answer to whatever is asked of a locked row, well-formed or not.
    await this.mappings.refuseLocked(caller.firmId, params.id, params.mappingId);
    const patch = MappingPatchBody.safeParse(body);
    if (!patch.success)
      throw new Refused('invalid-request', 'The body does not have the expected form.', problemsOf(patch.error));
    const { id } = await this.mappings.change(caller.firmId, params.id, params.mappingId, patch.data);
    return this.one(caller.firmId, params.id, id);
  }

  @Route(deleteMapping)
  async remove(@Given() { caller, params }: Input<typeof deleteMapping>): Promise<void> {
    await this.mappings.remove(caller.firmId, params.id, params.mappingId);
  }

  private async one(firmId: string, integrationId: string, id: string) {
    const row = (await this.lists.of(firmId, integrationId)).find((one) => one.id === id);
    if (!row) throw new Refused('not-found', 'The mapping was removed meanwhile.');
    return row;
  }
}
