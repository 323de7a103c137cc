import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookie that holds a session's secret: no script can read it, and other sites' requests do not carry it. */
export class SessionCookie {
  readonly name: string;
  private readonly options: { readonly httpOnly: true; readonly sameSite: 'lax'; readonly path: '/'; secure: boolean };

  /** Lax, not strict: the way back from a vendor is a link on another site, and must still be the same browser's. */
  constructor(publicUrl: string) {
    const secure = publicUrl.startsWith('https:');
    // The prefix makes browsers refuse a cookie of that name which a neighbouring host tries to plant.
    this.name = secure ? '__Host-casebridge_session' : 'casebridge_session';
    this.options = { httpOnly: true, sameSite: 'lax', path: '/', secure };
  }

  read(request: FastifyRequest): string | undefined {
    const secret = request.cookies[this.name];
    return secret === '' ? undefined : secret;
  }

  /** Without an age: it ends with the browser, or when the server says so. */
  put(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.name, secret, this.options);
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.options);
  }
}
