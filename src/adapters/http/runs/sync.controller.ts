import { Controller, Inject } from '@nestjs/common';
import type { Trigger } from '../../../domain/runs/run.ts';
import { Integrations } from '../../../setup/integrations.ts';
import { Preview } from '../../../sync/preview.ts';
import { RequestSync } from '../../../sync/request-sync.ts';
import type { FirmCaller } from '../frame/caller.ts';
import { Given } from '../frame/given.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { Accepted, ConvertBody, PreviewBody, PreviewView, SyncBody } from './run-shapes.ts';
import { viewChange } from './view-run.ts';

const preview = declare({
  method: 'POST',
  path: '/v1/integrations/:id/matters/:matterId/preview',
  summary: 'What a sync would do. Writes nothing.',
  access: 'operator',
  body: PreviewBody,
  status: 200,
  answer: PreviewView,
  refusals: ['not-found', 'connection-not-ready', 'matter-without-client', 'target-unavailable'],
});

const convert = declare({
  method: 'POST',
  path: '/v1/integrations/:id/matters/:matterId/convert',
  summary: 'The client hires the firm: the matter becomes hired and is synced.',
  access: 'operator',
  body: ConvertBody,
  status: 202,
  answer: Accepted,
  refusals: ['not-found', 'mark-hired-there'],
});

const sync = declare({
  method: 'POST',
  path: '/v1/integrations/:id/matters/:matterId/sync',
  summary: 'Syncs the matter, for the first time or again.',
  access: 'operator',
  body: SyncBody,
  status: 202,
  answer: Accepted,
  refusals: ['not-found'],
});

function byKey({ keyId }: FirmCaller): Trigger {
  return { by: 'api', ref: keyId };
}

@Controller()
export class SyncController {
  constructor(
    @Inject(Preview) private readonly previews: Preview,
    @Inject(RequestSync) private readonly requests: RequestSync,
    @Inject(Integrations) private readonly integrations: Integrations,
  ) {}

  @Route(preview)
  async preview(@Given() { caller, params, body }: Input<typeof preview>) {
    const { source } = await this.integrations.find(caller.firmId, params.id);
    const { firmId } = caller;
    const planned = await this.previews.of({ firmId, integrationId: params.id, matterId: params.matterId, ...body });
    return { ...planned, changes: planned.changes.map((change) => viewChange(change, source)) };
  }

  @Route(convert)
  convert(@Given() { caller, params, body }: Input<typeof convert>) {
    return this.request(caller, params, { for: 'convert', verify: false, expect: body.expect });
  }

  @Route(sync)
  sync(@Given() { caller, params, body }: Input<typeof sync>) {
    return this.request(caller, params, { for: 'sync', verify: body.verify, expect: body.expect });
  }

  private request(
    caller: FirmCaller,
    { id, matterId }: { readonly id: string; readonly matterId: string },
    {
      expect,
      ...wish
    }: { readonly for: 'sync' | 'convert'; readonly verify: boolean; readonly expect: string | undefined },
  ) {
    return this.requests.request({
      firmId: caller.firmId,
      integrationId: id,
      matterId,
      wish: { ...wish, ...(expect === undefined ? {} : { expect }), retryRefused: false },
      trigger: byKey(caller),
    });
  }
}
