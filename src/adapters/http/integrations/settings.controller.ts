import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Schedules } from '../../../setup/schedules.ts';
import { Settings } from '../../../setup/settings.ts';
import { Given } from '../frame/given.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { ScheduleAnswer, ScheduleView, SettingsBody, SettingsView } from './integration-shapes.ts';

const getSettings = declare({
  method: 'GET',
  path: '/v1/integrations/:id/settings',
  summary: 'What the firm has chosen.',
  access: 'viewer',
  status: 200,
  answer: SettingsView,
  refusals: ['not-found'],
});

const patchSettings = declare({
  method: 'PATCH',
  path: '/v1/integrations/:id/settings',
  summary: 'Changes some of the settings; what is left out stays.',
  access: 'admin',
  body: SettingsBody,
  status: 200,
  answer: SettingsView,
  refusals: ['not-found', 'invalid-value'],
});

const getSchedule = declare({
  method: 'GET',
  path: '/v1/integrations/:id/schedule',
  summary: 'When the integration reconciles by itself; null for never.',
  access: 'viewer',
  status: 200,
  answer: ScheduleAnswer,
  refusals: ['not-found'],
});

const patchSchedule = declare({
  method: 'PATCH',
  path: '/v1/integrations/:id/schedule',
  summary: 'Sets or ends the schedule.',
  access: 'admin',
  body: z.strictObject({ schedule: ScheduleView.nullable() }),
  status: 200,
  answer: ScheduleAnswer,
  refusals: ['not-found', 'invalid-value'],
});

@Controller()
export class SettingsController {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Schedules) private readonly schedules: Schedules,
  ) {}

  @Route(getSettings)
  get(@Given() { caller, params }: Input<typeof getSettings>) {
    return this.settings.of(caller.firmId, params.id);
  }

  @Route(patchSettings)
  patch(@Given() { caller, params, body }: Input<typeof patchSettings>) {
    return this.settings.change(caller.firmId, params.id, body);
  }

  @Route(getSchedule)
  async schedule(@Given() { caller, params }: Input<typeof getSchedule>) {
    return { schedule: (await this.schedules.of(caller.firmId, params.id)) ?? null };
  }

  @Route(patchSchedule)
  async patchSchedule(@Given() { caller, params, body }: Input<typeof patchSchedule>) {
    await this.schedules.set(caller.firmId, params.id, body.schedule ?? undefined);
    return body;
  }
}
