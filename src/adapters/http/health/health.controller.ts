import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { declare, Route } from '../frame/route.ts';
import { Readiness } from './readiness.ts';

const live = declare({
  method: 'GET',
  path: '/health/live',
  summary: 'Whether the process runs.',
  access: 'public',
  status: 200,
  answer: z.object({ status: z.literal('ok') }),
});

const ready = declare({
  method: 'GET',
  path: '/health/ready',
  summary: 'Whether it can serve: the database and the store of files answer. 503 when they do not.',
  access: 'public',
  status: 200,
  answer: z.object({
    status: z.enum(['ok', 'unavailable']),
    checks: z.record(z.string(), z.enum(['ok', 'unavailable'])),
  }),
});

@Controller()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Route(live)
  live() {
    return { status: 'ok' as const };
  }

  @Route(ready)
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const found = await this.readiness.look();
    await reply.status(found.status === 'ok' ? 200 : 503).send(found);
  }
}
