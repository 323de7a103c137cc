import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Firms } from '../../../connections/firms.ts';
import { Sessions, type SignedIn } from '../../../connections/sessions.ts';
import { Refused } from '../../../domain/refusals.ts';
import { Me } from '../firms/firm-shapes.ts';
import type { FirmCaller } from '../frame/caller.ts';
import { Given } from '../frame/given.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { SessionCookie } from '../frame/session-cookie.ts';

/** Where the pages are, without a slash at the end. */
export const pagesOrigin = Symbol('pages origin');

const SignInBody = z.union([
  z.strictObject({ key: z.string().trim().min(1).describe('A key of a firm.') }),
  z.strictObject({ ticket: z.string().min(1).describe('From a link that signs in once.') }),
]);

const SessionView = Me.extend({
  csrfToken: z.string().describe('Every write with the cookie sends it as X-CSRF-Token.'),
  expiresAt: z.string().describe('Each use of the session moves this on.'),
});

const signIn = declare({
  method: 'POST',
  path: '/v1/session',
  summary: 'Signs in to the pages: exchanges a key, or a ticket, for a cookie.',
  access: 'public',
  body: SignInBody,
  status: 201,
  answer: SessionView,
  refusals: ['key-unknown', 'firm-key-needed', 'ticket-invalid'],
});

const getSession = declare({
  method: 'GET',
  path: '/v1/session',
  summary: 'Who is signed in with this cookie.',
  access: 'viewer',
  status: 200,
  answer: SessionView,
  refusals: ['not-found'],
});

const signOut = declare({
  method: 'DELETE',
  path: '/v1/session',
  summary: 'Signs out.',
  access: 'viewer',
  status: 204,
  refusals: ['not-found'],
});

const createTicket = declare({
  method: 'POST',
  path: '/v1/session/tickets',
  summary: 'Makes a link that signs in once, with the rights of the key, within a quarter of an hour.',
  access: 'viewer',
  status: 201,
  answer: z.object({ ticket: z.string(), url: z.string(), expiresAt: z.string() }),
  shownOnce: true,
});

function sessionOf({ session }: FirmCaller): SignedIn {
  if (!session) throw new Refused('not-found', 'This request came with a key; there is no session.');
  return session;
}

@Controller()
export class SessionController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Firms) private readonly firms: Firms,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(pagesOrigin) private readonly origin: string,
  ) {}

  @Route(signIn)
  async signIn(@Given() { body }: Input<typeof signIn>, @Res({ passthrough: true }) reply: FastifyReply) {
    const opened = 'key' in body ? await this.sessions.open(body.key) : await this.sessions.openByTicket(body.ticket);
    this.cookie.put(reply, opened.secret);
    return this.view(opened);
  }

  @Route(getSession)
  get(@Given() { caller }: Input<typeof getSession>) {
    return this.view(sessionOf(caller));
  }

  @Route(signOut)
  async signOut(
    @Given() { caller }: Input<typeof signOut>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(sessionOf(caller).digest);
    this.cookie.clear(reply);
  }

  /** In the fragment, which browsers send to nobody: neither logs nor other sites see the ticket. */
  @Route(createTicket)
  async createTicket(@Given() { caller }: Input<typeof createTicket>) {
    const { ticket, expiresAt } = await this.sessions.issueTicket(caller);
    return { ticket, url: `${this.origin}/sign-in#ticket=${ticket}`, expiresAt };
  }

  private async view({ holder, csrfToken, expiresAt }: SignedIn): Promise<z.output<typeof SessionView>> {
    const { id, name } = await this.firms.find(holder.firmId);
    return { firm: { id, name }, role: holder.role, csrfToken, expiresAt };
  }
}
