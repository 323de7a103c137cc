import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Batches } from '../../../sync/batches.ts';
import { Reconcile } from '../../../sync/reconcile.ts';
import { Given } from '../frame/given.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { BatchView } from './run-shapes.ts';

const reconcile = declare({
  method: 'POST',
  path: '/v1/integrations/:id/reconcile',
  summary: 'Lists what changed in the source and requests its syncs.',
  access: 'operator',
  status: 202,
  answer: z.object({ batchId: z.string() }),
  refusals: ['not-found', 'connection-not-ready'],
});

const getReconciliation = declare({
  method: 'GET',
  path: '/v1/integrations/:id/reconciliation',
  summary: 'The latest reconciliation and how far it is; null before the first.',
  access: 'viewer',
  status: 200,
  answer: z.object({ batch: BatchView.nullable() }),
  refusals: ['not-found'],
});

const getBatch = declare({
  method: 'GET',
  path: '/v1/batches/:id',
  summary: 'How far the runs of a batch are.',
  access: 'viewer',
  status: 200,
  answer: BatchView,
  refusals: ['not-found'],
});

@Controller()
export class BatchesController {
  constructor(
    @Inject(Reconcile) private readonly reconciliation: Reconcile,
    @Inject(Batches) private readonly batches: Batches,
  ) {}

  @Route(reconcile)
  reconcile(@Given() { caller, params }: Input<typeof reconcile>) {
    return this.reconciliation.start({
      firmId: caller.firmId,
      integrationId: params.id,
      trigger: { by: 'api', ref: caller.keyId },
    });
  }

  @Route(getReconciliation)
  async latest(@Given() { caller, params }: Input<typeof getReconciliation>) {
    return { batch: (await this.batches.latestReconciliation(caller.firmId, params.id)) ?? null };
  }

  @Route(getBatch)
  get(@Given() { caller, params }: Input<typeof getBatch>) {
    return this.batches.of(caller.firmId, params.id);
  }
}
