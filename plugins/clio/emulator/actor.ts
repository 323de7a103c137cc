import { dayOf, stamp } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Firm } from './firm.ts';
import type { User } from './rows.ts';
import type { Settings } from './settings.ts';
import type { Storage } from './storage.ts';

/** Who is doing something, and where: an app acting for a user, or that user at the firm's own screen. */
export interface Actor {
  readonly firm: Firm;
  readonly user: User;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly storage: Storage;
}

export const today = (actor: Actor): string => dayOf(actor.clock.now(), actor.user.time_zone);

/** An instant as this user sees it; null stays null. */
export const seenBy = (actor: Actor, at: number | null): string | null =>
  at === null ? null : stamp(at, actor.user.time_zone);
