import type { KeyHolder } from '../../../connections/firms.ts';
import type { Role } from '../../../ports/firm-book.ts';

export type Caller = KeyHolder;
export type FirmCaller = Extract<KeyHolder, { by: 'firm' }>;
export type OperatorCaller = Extract<KeyHolder, { by: 'operator' }>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; absent on public routes. */
    caller?: Caller;
  }
}

/** A viewer reads; an operator also syncs, decides and feeds the intake; an admin also sets up. */
const ranks: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, admin: 2 };

export function mayActAs(role: Role, needed: Role): boolean {
  return ranks[role] >= ranks[needed];
}
