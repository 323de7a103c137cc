import { Controller, Inject } from '@nestjs/common';
import { Integrations } from '../../../setup/integrations.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { IntegrationBody, IntegrationView, viewIntegration } from './integration-shapes.ts';

const createIntegration = declare({
  method: 'POST',
  path: '/v1/integrations',
  summary: 'Lets matters be carried from a source into a target.',
  access: 'admin',
  body: IntegrationBody,
  status: 201,
  answer: IntegrationView,
  refusals: ['invalid-value', 'connection-not-ready', 'integration-exists'],
});

const listIntegrations = declare({
  method: 'GET',
  path: '/v1/integrations',
  summary: 'The integrations of the firm.',
  access: 'viewer',
  status: 200,
  answer: listOf(IntegrationView),
});

const getIntegration = declare({
  method: 'GET',
  path: '/v1/integrations/:id',
  summary: 'One integration.',
  access: 'viewer',
  status: 200,
  answer: IntegrationView,
  refusals: ['not-found'],
});

const deleteIntegration = declare({
  method: 'DELETE',
  path: '/v1/integrations/:id',
  summary: 'Ends an integration. What is in the target stays.',
  access: 'admin',
  status: 204,
  refusals: ['not-found'],
});

@Controller()
export class IntegrationsController {
  constructor(@Inject(Integrations) private readonly integrations: Integrations) {}

  @Route(createIntegration)
  async create(@Given() { caller, body }: Input<typeof createIntegration>) {
    return viewIntegration(await this.integrations.create(caller.firmId, body));
  }

  @Route(listIntegrations)
  async list(@Given() { caller }: Input<typeof listIntegrations>) {
    return whole((await this.integrations.list(caller.firmId)).map(viewIntegration));
  }

  @Route(getIntegration)
  async get(@Given() { caller, params }: Input<typeof getIntegration>) {
    return viewIntegration(await this.integrations.find(caller.firmId, params.id));
  }

  @Route(deleteIntegration)
  async remove(@Given() { caller, params }: Input<typeof deleteIntegration>): Promise<void> {
    await this.integrations.remove(caller.firmId, params.id);
  }
}
