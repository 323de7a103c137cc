import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { Ledger, Rec } from '../model/ledger.ts';
import { observe } from '../model/observe.ts';
import type { PeopleAtWork, World } from '../world.ts';

/** The nth record of a kind that people can see, counted around. */
export function pick(ledger: Readonly<Ledger>, kind: ObjectKind, which: number): Rec | undefined {
  const live = (ledger as Ledger).live(kind);
  return live[which % live.length];
}

/** A record that the world knows, as people name it. */
export function refOf(rec: Rec): string {
  if (rec.ref === undefined) throw new Error(`${rec.name} is not known in the target.`);
  return rec.ref;
}

/** Lets a person do something in the target, and takes it over into the model as given. */
export async function people(
  ledger: Ledger,
  world: World,
  work: (person: PeopleAtWork) => Promise<unknown>,
): Promise<void> {
  await work(world.person);
  observe(ledger, await world.target());
}

/** Whether another live record names this one in a field. */
export const isNamedBy = (ledger: Ledger, kind: ObjectKind, field: string, rec: Rec): boolean =>
  ledger.live(kind).some((one) => one.fields[field] === rec);
