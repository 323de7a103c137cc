import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Firms } from '../../../connections/firms.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { FirmView, Me } from './firm-shapes.ts';

const createFirm = declare({
  method: 'POST',
  path: '/v1/firms',
  summary: 'Adds a firm.',
  access: 'operator-key',
  body: z.strictObject({ name: z.string().trim().min(1).max(200) }),
  status: 201,
  answer: FirmView,
});

const listFirms = declare({
  method: 'GET',
  path: '/v1/firms',
  summary: 'All firms of this installation.',
  access: 'operator-key',
  status: 200,
  answer: listOf(FirmView),
});

const me = declare({
  method: 'GET',
  path: '/v1/me',
  summary: 'Whose key this is, and what it may do.',
  access: 'viewer',
  status: 200,
  answer: Me,
});

@Controller()
export class FirmsController {
  constructor(@Inject(Firms) private readonly firms: Firms) {}

  @Route(createFirm)
  create(@Given() { body }: Input<typeof createFirm>) {
    return this.firms.add(body.name);
  }

  @Route(listFirms)
  async list() {
    return whole(await this.firms.list());
  }

  @Route(me)
  async me(@Given() { caller }: Input<typeof me>): Promise<z.output<typeof Me>> {
    const { id, name } = await this.firms.find(caller.firmId);
    return { firm: { id, name }, role: caller.role };
  }
}
