import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Firms } from '../../../connections/firms.ts';
import { Refused } from '../../../domain/refusals.ts';
import { mayActAs, type Caller } from './caller.ts';
import { declarationOf, type Access } from './route.ts';

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function isAllowed(caller: Caller, access: Access): boolean {
  if (access === 'public') return true;
  if (access === 'operator-key') return caller.by === 'operator';
  if (access === 'admin-or-operator-key') return caller.by === 'operator' || mayActAs(caller.role, 'admin');
  return caller.by === 'firm' && mayActAs(caller.role, access);
}

/** Checks the key before anything else of a request is looked at. A route without a declaration is open to nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(Firms) private readonly firms: Firms) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = declarationOf(context.getHandler())?.access;
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = bearerOf(request);
    const caller = key === undefined ? undefined : await this.firms.whoHolds(key);
    if (!caller) throw new Refused('key-required');
    if (access === undefined || !isAllowed(caller, access)) throw new Refused('role-too-low');
    request.caller = caller;
    return true;
  }
}
