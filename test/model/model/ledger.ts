import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { Choice } from '../../../src/domain/runs/attention.ts';
import type { SyncSettings } from '../../../src/domain/settings/sync-settings.ts';
import type { RelationshipBody } from '../../../src/ports/intake-book.ts';
import type { TypedBodies, World } from '../world.ts';

/** A value of a field: text, or another record. A blank field has no entry. */
export type Cell = string | Rec;
export type Cells = Record<string, Cell>;

export interface RowText {
  readonly label: string;
  readonly text: string;
}

/** A row of a record, known by itself and not by its content; `id` is the target's once it is known. */
export interface TargetRow {
  id: string | undefined;
  label: string;
  text: string;
}

export interface Version {
  readonly sha256: string;
  readonly byPerson: boolean;
}

/** A record of the target as the model expects it. `ref` is known once the target has shown it. */
export interface Rec {
  readonly kind: ObjectKind;
  readonly name: string;
  ref: string | undefined;
  fields: Cells;
  rows: Record<string, TargetRow[]>;
  versions: Version[];
  /** Our key on it, whichever source object it speaks of. */
  key: string | undefined;
  gone: boolean;
  trashed: boolean;
  /** A person touched it since the latest question that names it. */
  touched: boolean;
}

/** What was sent and answered for one row. */
export interface RowHistory {
  row: TargetRow;
  sent: RowText;
  answered: RowText;
}

/** The history of one source object: what we sent and what the target held then. */
export interface History {
  rec: Rec;
  origin: 'created' | 'adopted' | 'by-hand';
  bases: Cells;
  rows: Record<string, RowHistory[]>;
  /** The projection that was carried over last. */
  print: string | undefined;
  /** Of a document: the bytes that the target has from us. */
  bytes: string | undefined;
  /** A person threw the record away, and we know. */
  knownGone: boolean;
}

export interface Ask {
  readonly kind: ObjectKind;
  readonly matterId: string;
  readonly id: string;
  readonly topic: Topic;
  readonly candidates: readonly Rec[];
}

export type Topic = 'same-person' | 'contact-gone' | 'same-matter' | 'matter-gone' | 'version-not-ours';

export interface Answer {
  readonly matterId: string;
  readonly topic: Topic;
  readonly choice: Choice;
  readonly rec: Rec | undefined;
}

export interface Entry<Kind extends ObjectKind> {
  body: TypedBodies[Kind];
  deleted: boolean;
}

type Shelf<Kind extends ObjectKind> = Map<string, Entry<Kind>>;

/** Everything the model knows; the commands change it beside the world. */
export class Ledger {
  readonly source: { readonly [Kind in ObjectKind]: Shelf<Kind> } = {
    contact: new Map(),
    matter: new Map(),
    note: new Map(),
    document: new Map(),
    relationship: new Map(),
  };
  readonly recs: Rec[] = [];
  readonly histories = new Map<string, History>();
  /** What each matter's latest sync asked. */
  readonly asks = new Map<string, readonly Ask[]>();
  readonly answers = new Map<string, Answer>();
  /** The key of each source object, once a record of it has shown it. */
  readonly keys = new Map<string, string>();
  /** When each matter was hired, as the intake told it first. */
  readonly hired = new Map<string, string>();
  /** Matters that reconciliation has not looked at since they were touched. */
  readonly touched = new Set<string>();
  settings: SyncSettings;
  /** What this target can and cannot tell. */
  readonly target: Pick<World, 'generousLookUp' | 'tellsAbsence'>;

  constructor(settings: SyncSettings, target: Pick<World, 'generousLookUp' | 'tellsAbsence'>) {
    this.settings = settings;
    this.target = target;
  }

  entry<Kind extends ObjectKind>(kind: Kind, matterId: string, id: string): TypedBodies[Kind] | undefined {
    const found = (this.source[kind] as Shelf<Kind>).get(placeOf(kind, matterId, id));
    return found && !found.deleted ? found.body : undefined;
  }

  history(kind: ObjectKind, matterId: string, id: string): History | undefined {
    return this.histories.get(keyOf(kind, matterId, id));
  }

  /** Live ids of a kind within a matter (or of the firm), in order; a tie to a deleted contact is hidden with it. */
  ids(kind: ObjectKind, matterId: string): string[] {
    const prefix = placeOf(kind, matterId, '');
    return [...this.source[kind].entries()]
      .filter(([place, entry]) => place.startsWith(prefix) && !entry.deleted)
      .filter(
        ([, { body }]) => kind !== 'relationship' || this.entry('contact', '', (body as RelationshipBody).contactId),
      )
      .map(([place]) => place.slice(prefix.length))
      .toSorted();
  }

  live(kind: ObjectKind): Rec[] {
    return this.recs.filter((rec) => rec.kind === kind && !rec.gone && !rec.trashed);
  }

  /** The question about an object that a matter's latest sync asked. */
  asked(key: string, matterId: string): Ask | undefined {
    return this.asks.get(matterId)?.find((ask) => keyOf(ask.kind, ask.matterId, ask.id) === key);
  }

  add(kind: ObjectKind, fields: Cells, ref?: string): Rec {
    const name = `${kind}#${this.recs.length}`;
    const rec: Rec = {
      kind,
      name,
      ref,
      fields,
      rows: {},
      versions: [],
      key: undefined,
      gone: false,
      trashed: false,
      touched: false,
    };
    this.recs.push(rec);
    return rec;
  }

  /** Whether a record is spoken for: tied to another source object, or carrying its key. */
  isTaken(rec: Rec, byOtherThan: string): boolean {
    const owner = this.owner(rec);
    if (owner !== undefined && owner !== byOtherThan) return true;
    return rec.key !== undefined && rec.key !== this.keys.get(byOtherThan);
  }

  /** Whose history names this record. */
  owner(rec: Rec): string | undefined {
    return [...this.histories.entries()].find(([, history]) => history.rec === rec)?.[0];
  }
}

const ownedByMatter = (kind: ObjectKind): boolean => kind === 'note' || kind === 'document' || kind === 'relationship';

/** The place of a source object on its shelf. */
export const placeOf = (kind: ObjectKind, matterId: string, id: string): string =>
  ownedByMatter(kind) ? `${matterId}/${id}` : id;

export const keyOf = (kind: ObjectKind, matterId: string, id: string): string =>
  `${kind}:${placeOf(kind, matterId, id)}`;

/** One comparable text for a projection; a record counts by its identity. */
export const printOf = (fields: Cells, rows: Readonly<Record<string, readonly RowText[]>> = {}, extra = ''): string => {
  const plain = Object.entries(fields)
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([field, cell]) => [field, typeof cell === 'string' ? cell : cell.name]);
  return JSON.stringify([
    plain,
    Object.entries(rows).map(([field, list]) => [field, list.map(({ label, text }) => [label, text])]),
    extra,
  ]);
};
