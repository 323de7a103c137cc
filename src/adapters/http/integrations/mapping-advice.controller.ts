import { Controller, Inject } from '@nestjs/common';
import { CheckLive } from '../../../setup/check-live.ts';
import { Suggest } from '../../../setup/suggest.ts';
import { TryMapping } from '../../../setup/try-mapping.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { CheckView, SuggestionView, TriedView, TryBody } from './mapping-shapes.ts';

const checkMappings = declare({
  method: 'POST',
  path: '/v1/integrations/:id/mappings/check',
  summary: 'Looks at the fields of both systems as they are now, and says what is wrong and what to do.',
  access: 'viewer',
  status: 200,
  answer: CheckView,
  refusals: ['not-found', 'connection-not-ready', 'target-unavailable'],
});

const suggestMappings = declare({
  method: 'GET',
  path: '/v1/integrations/:id/mappings/suggestions',
  summary: 'Fields that may belong together, by name, type and choices; the best first.',
  access: 'viewer',
  status: 200,
  answer: listOf(SuggestionView),
  refusals: ['not-found', 'connection-not-ready', 'target-unavailable'],
});

const tryMapping = declare({
  method: 'POST',
  path: '/v1/integrations/:id/mappings/try',
  summary: 'What a mapping would make of a real matter. Saves and writes nothing.',
  access: 'operator',
  body: TryBody,
  status: 200,
  answer: listOf(TriedView),
  refusals: [
    'not-found',
    'mapping-locked',
    'source-field-missing',
    'target-field-missing',
    'target-not-writable',
    'types-do-not-fit',
    'transform-broken',
    'connection-not-ready',
    'target-unavailable',
  ],
});

@Controller()
export class MappingAdviceController {
  constructor(
    @Inject(CheckLive) private readonly checks: CheckLive,
    @Inject(Suggest) private readonly suggestions: Suggest,
    @Inject(TryMapping) private readonly tries: TryMapping,
  ) {}

  @Route(checkMappings)
  check(@Given() { caller, params }: Input<typeof checkMappings>) {
    return this.checks.of(caller.firmId, params.id);
  }

  @Route(suggestMappings)
  async suggest(@Given() { caller, params }: Input<typeof suggestMappings>) {
    return whole(await this.suggestions.of(caller.firmId, params.id));
  }

  @Route(tryMapping)
  async try(@Given() { caller, params, body: { matterId, ...wanted } }: Input<typeof tryMapping>) {
    return whole(await this.tries.of(caller.firmId, params.id, matterId, wanted));
  }
}
