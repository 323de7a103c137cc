import type { Actor } from './actor.ts';
import type { View } from './fields.ts';
import type { ParentType, ValueRow } from './rows.ts';

/** Shows records by id to one user. A missing record is null, one the user may not see is marked redacted. */
export interface Look {
  readonly actor: Actor;
  /** An instant with the user's offset. */
  at(milliseconds: number | null): string | null;
  contact(id: number | null): View | null;
  matter(id: number | null): View | null;
  user(id: number | null): View | null;
  folder(id: number | null): View | null;
  practiceArea(id: number | null): View | null;
  stage(id: number | null): View | null;
  group(id: number | null): View | null;
  category(id: number | null): View | null;
  values(rows: readonly ValueRow[], parent: ParentType): View[];
}
