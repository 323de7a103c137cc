import { Controller, Inject } from '@nestjs/common';
import { Integrations } from '../../../setup/integrations.ts';
import { MatterLists } from '../../../sync/matter-lists.ts';
import { Profiles } from '../../../sync/profiles.ts';
import { Given } from '../frame/given.ts';
import { listOf, pageOf } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { ListedMatterView, MatterProfileView, MattersQuery } from './matter-shapes.ts';
import { viewProfile } from './view-profile.ts';

const listMatters = declare({
  method: 'GET',
  path: '/v1/integrations/:id/matters',
  summary:
    'The matters of the source with their sync state. A page filtered by state may be short while there is a nextCursor.',
  access: 'viewer',
  query: MattersQuery,
  status: 200,
  answer: listOf(ListedMatterView),
  refusals: ['not-found', 'connection-not-ready'],
});

const getMatter = declare({
  method: 'GET',
  path: '/v1/integrations/:id/matters/:matterId',
  summary: 'A matter with its client, people, notes and files, each with what became of it in the target.',
  access: 'viewer',
  status: 200,
  answer: MatterProfileView,
  refusals: ['not-found', 'matter-without-client', 'connection-not-ready'],
});

@Controller()
export class MattersController {
  constructor(
    @Inject(MatterLists) private readonly lists: MatterLists,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Integrations) private readonly integrations: Integrations,
  ) {}

  @Route(listMatters)
  list(@Given() { caller, params, query }: Input<typeof listMatters>) {
    const { id, status, state, q } = query;
    return this.lists.list({
      firmId: caller.firmId,
      integrationId: params.id,
      page: pageOf(query),
      ...(id === undefined ? {} : { ids: [id].flat() }),
      ...(status === undefined ? {} : { status }),
      ...(state === undefined ? {} : { state }),
      ...(q === undefined ? {} : { q }),
    });
  }

  @Route(getMatter)
  async get(@Given() { caller, params }: Input<typeof getMatter>) {
    const { source } = await this.integrations.find(caller.firmId, params.id);
    return viewProfile(
      await this.profiles.of({ firmId: caller.firmId, integrationId: params.id, matterId: params.matterId }),
      source,
    );
  }
}
