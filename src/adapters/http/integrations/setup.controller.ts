import { Controller, Inject } from '@nestjs/common';
import { reasonOf } from '../../../domain/mapping/place-setup.ts';
import { ExchangeSetup } from '../../../setup/exchange-setup.ts';
import { Given } from '../frame/given.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { ImportQuery, ImportView, SetupShape } from './setup-shapes.ts';

const exportSetup = declare({
  method: 'GET',
  path: '/v1/integrations/:id/setup',
  summary: 'The whole set-up as one document: settings, mappings and crosswalks.',
  access: 'viewer',
  status: 200,
  answer: SetupShape,
  refusals: ['not-found', 'connection-not-ready', 'target-unavailable'],
});

const importSetup = declare({
  method: 'PUT',
  path: '/v1/integrations/:id/setup',
  summary: 'Takes a document in, in place of the set-up; fields of another firm are found by name and type.',
  access: 'admin',
  query: ImportQuery,
  body: SetupShape,
  status: 200,
  answer: ImportView,
  refusals: ['not-found', 'invalid-value', 'connection-not-ready', 'target-unavailable'],
});

@Controller()
export class SetupController {
  constructor(@Inject(ExchangeSetup) private readonly setups: ExchangeSetup) {}

  @Route(exportSetup)
  export(@Given() { caller, params }: Input<typeof exportSetup>) {
    return this.setups.export(caller.firmId, params.id);
  }

  @Route(importSetup)
  async import(@Given() { caller, params, query, body }: Input<typeof importSetup>) {
    const report = await this.setups.import(caller.firmId, params.id, body, query.dryRun);
    return { ...report, unplaced: report.unplaced.map((one) => ({ ...one, reason: reasonOf(one) })) };
  }
}
