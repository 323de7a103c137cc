import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import type { CrosswalkValue } from '../../../setup/crosswalk-values.ts';
import { Crosswalks, type ShownCrosswalk } from '../../../setup/crosswalks.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { CrosswalkBody, CrosswalkName, CrosswalkView } from './mapping-shapes.ts';

const listCrosswalks = declare({
  method: 'GET',
  path: '/v1/integrations/:id/crosswalks',
  summary: 'The crosswalks that the mappings of the integration go through.',
  access: 'viewer',
  status: 200,
  answer: listOf(CrosswalkName),
  refusals: ['not-found', 'connection-not-ready', 'target-unavailable'],
});

const getCrosswalk = declare({
  method: 'GET',
  path: '/v1/integrations/:id/crosswalks/:name',
  summary: 'How the values of one list line up: practice-area, attorney, label, or a target field.',
  access: 'viewer',
  status: 200,
  answer: CrosswalkView,
  refusals: ['not-found', 'connection-not-ready', 'target-unavailable'],
});

const putCrosswalk = declare({
  method: 'PUT',
  path: '/v1/integrations/:id/crosswalks/:name',
  summary: 'Replaces the table and the policy of a crosswalk.',
  access: 'admin',
  body: CrosswalkBody,
  status: 200,
  answer: CrosswalkView,
  refusals: ['not-found', 'invalid-value', 'connection-not-ready', 'target-unavailable'],
});

function viewValue({ term, count, match }: CrosswalkValue): z.output<typeof CrosswalkView>['values'][number] {
  const matched = match.is === 'matched' ? { to: match.to, by: match.by } : {};
  return { value: term.key, label: term.label, count, ...matched, state: match.is };
}

function viewCrosswalk(crosswalk: ShownCrosswalk): z.output<typeof CrosswalkView> {
  const { name, policy, fallback, table, fields, options, values } = crosswalk;
  const unmatched = values.filter(({ match }) => match.is === 'unmatched');
  return {
    name,
    fields: [...fields],
    policy,
    ...(fallback !== undefined && { fallback }),
    table: [...table],
    options: [...options],
    values: values.map(viewValue),
    unmatched: unmatched.map(({ term, count }) => ({ value: term.key, label: term.label, count })),
  };
}

@Controller()
export class CrosswalksController {
  constructor(@Inject(Crosswalks) private readonly crosswalks: Crosswalks) {}

  @Route(listCrosswalks)
  async list(@Given() { caller, params }: Input<typeof listCrosswalks>) {
    const names = await this.crosswalks.names(caller.firmId, params.id);
    return whole(names.map((name) => ({ name })));
  }

  @Route(getCrosswalk)
  async get(@Given() { caller, params }: Input<typeof getCrosswalk>) {
    return viewCrosswalk(await this.crosswalks.of(caller.firmId, params.id, params.name));
  }

  @Route(putCrosswalk)
  async put(@Given() { caller, params, body: { fallback, ...body } }: Input<typeof putCrosswalk>) {
    const crosswalk = { ...body, ...(fallback !== undefined && { fallback }) };
    return viewCrosswalk(await this.crosswalks.put(caller.firmId, params.id, params.name, crosswalk));
  }
}
