import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Firms } from '../../../connections/firms.ts';
import { isCsrfToken, Sessions } from '../../../connections/sessions.ts';
import { Refused } from '../../../domain/refusals.ts';
import { mayActAs, type Caller, type FirmCaller } from './caller.ts';
import { declarationOf, type Access } from './route.ts';
import { SessionCookie } from './session-cookie.ts';

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function isAllowed(caller: Caller, access: Access): boolean {
  if (access === 'public') return true;
  if (access === 'operator-key') return caller.by === 'operator';
  if (access === 'admin-or-operator-key') return caller.by === 'operator' || mayActAs(caller.role, 'admin');
  return caller.by === 'firm' && mayActAs(caller.role, access);
}

/** Checks the key, or the session of a browser, before anything else of a request is looked at. A route without a declaration is open to nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Firms) private readonly firms: Firms,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = declarationOf(context.getHandler())?.access;
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.callerOf(request);
    if (access === undefined || !isAllowed(caller, access)) throw new Refused('role-too-low');
    request.caller = caller;
    return true;
  }

  /** A key that is sent along is meant; the cookie comes by itself. */
  private async callerOf(request: FastifyRequest): Promise<Caller> {
    const key = bearerOf(request);
    if (key === undefined) return this.signedIn(request);
    const holder = await this.firms.whoHolds(key);
    if (!holder) throw new Refused('key-required');
    return holder;
  }

  private async signedIn(request: FastifyRequest): Promise<FirmCaller> {
    const secret = this.cookie.read(request);
    if (secret === undefined) throw new Refused('key-required');
    const session = await this.sessions.whoIsSignedIn(secret);
    if (request.method !== 'GET' && !isCsrfToken(request.headers['x-csrf-token'], session))
      throw new Refused('csrf-token-invalid');
    return { ...session.holder, session };
  }
}
