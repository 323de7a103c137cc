import type fc from 'fast-check';
import type { Ledger } from '../model/ledger.ts';
import type { World } from '../world.ts';

export type Step = fc.AsyncCommand<Ledger, World>;

/** One command: what it is called when it is printed, when it makes sense, and what it does to both sides. */
export interface StepParts<Args> {
  readonly name: string;
  readonly check: (ledger: Ledger, args: Args) => boolean;
  readonly run: (ledger: Ledger, world: World, args: Args) => Promise<void>;
}

export const step =
  <Args>({ name, check, run }: StepParts<Args>) =>
  (args: Args): Step => ({
    check: (ledger) => check(ledger, args),
    run: (ledger, world) => run(ledger, world, args),
    toString: () => `${name} ${JSON.stringify(args)}`,
  });
