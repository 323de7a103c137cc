import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { declare, Route } from './route.ts';

/** The description of the routes, made once when the program starts. */
export const openApiDocument = Symbol('openapi');

const openApi = declare({
  method: 'GET',
  path: '/openapi.json',
  summary: 'This description.',
  access: 'public',
  status: 200,
  answer: z.record(z.string(), z.unknown()),
});

@Controller()
export class OpenApiController {
  constructor(@Inject(openApiDocument) private readonly document: Record<string, unknown>) {}

  @Route(openApi)
  describe(): Record<string, unknown> {
    return this.document;
  }
}
