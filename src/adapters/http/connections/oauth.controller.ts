import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { FinishAuthorization } from '../../../connections/finish-authorization.ts';
import { Sessions } from '../../../connections/sessions.ts';
import { Given } from '../frame/given.ts';
import { HttpLog } from '../frame/http-log.ts';
import { problemOf } from '../frame/problem.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { SessionCookie } from '../frame/session-cookie.ts';

/** The address of the page that a person is sent on to. */
export const pagesUrl = Symbol('pages');

const callback = declare({
  method: 'GET',
  path: '/oauth/callback',
  summary: 'Where vendors send people back to; sends them on to the page of their connections.',
  access: 'public',
  // Vendors add parameters of their own; a person on the way back must not be stopped by them.
  query: z.object({ code: z.string().optional(), state: z.string().optional(), error: z.string().optional() }),
  status: 302,
});

@Controller()
export class OauthController {
  constructor(
    @Inject(FinishAuthorization) private readonly authorization: FinishAuthorization,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(HttpLog) private readonly log: HttpLog,
    @Inject(pagesUrl) private readonly pages: string,
  ) {}

  /** Failures travel in the address too: there is a person in front of this, who needs a page and not JSON. */
  @Route(callback)
  async finish(@Given() { query, request }: Input<typeof callback>, @Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(`${this.pages}?${(await this.outcome(query, request)).toString()}`, 302);
  }

  private async outcome(
    { code, state, error }: Input<typeof callback>['query'],
    request: Input<typeof callback>['request'],
  ) {
    try {
      const browserSession = await this.sessions.standing(this.cookie.read(request));
      const connection = await this.authorization.finish({ code, state, error, browserSession });
      return new URLSearchParams({ connected: connection.id });
    } catch (failure) {
      const { problem, internal } = problemOf(failure);
      if (internal) this.log.unexpected(request, failure);
      return new URLSearchParams({ error: problem.code, detail: problem.detail });
    }
  }
}
