import type { MatterProfile } from '../api/answers.ts';

/** What can be asked for a matter. */
export interface Wish {
  readonly for: 'convert' | 'sync';
  readonly verify: boolean;
}

/** A preview that somebody has looked at. */
export interface Shown {
  readonly wish: Wish;
  readonly planHash: string;
}

export interface Offer {
  readonly canConvert: boolean;
  /** Already carried over once. */
  readonly isResync: boolean;
}

export function offerFor({ matter }: MatterProfile): Offer {
  return { canConvert: matter.status !== 'hired', isResync: matter.link !== undefined };
}

export function sameWish(a: Wish, b: Wish): boolean {
  return a.for === b.for && a.verify === b.verify;
}
