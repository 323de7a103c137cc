import type { FirmKeyHolder, KeyHolder } from '../../../connections/firms.ts';
import type { SignedIn } from '../../../connections/sessions.ts';
import type { Role } from '../../../ports/firm-book.ts';

/** A firm's key, or somebody at the pages who signed in with one. */
export interface FirmCaller extends FirmKeyHolder {
  /** Where the request came with the cookie. */
  readonly session?: SignedIn;
}
export type OperatorCaller = Extract<KeyHolder, { by: 'operator' }>;
export type Caller = FirmCaller | OperatorCaller;

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
