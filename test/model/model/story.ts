import type { ObjectKind } from '../../../contracts/objects/values.ts';
import { choices } from './choices.ts';
import { keyOf, printOf } from './ledger.ts';
import type { Answer, Ask, History, Ledger, Rec } from './ledger.ts';
import { familyOf } from './projection.ts';
import type { Wanted } from './projection.ts';
import { carryRows } from './rows.ts';
import { carryFields } from './three-way.ts';

/** What is asked of one sync. */
export interface Wish {
  readonly for: 'sync' | 'convert';
  readonly verify: boolean;
}

/** The record that a source contact has, where it has one that may be named. */
export type ContactRecord = (id: string) => Rec | undefined;

/** A record that the run must name, because the model cannot know its reference otherwise. */
export interface Made {
  readonly kind: ObjectKind;
  readonly id: string;
  readonly rec: Rec;
}

function presentIn(ledger: Ledger, matterId: string): Set<string> {
  const { settings } = ledger;
  const kinds = [
    ['relationship', settings.matterRelationshipSync],
    ['note', settings.matterNoteSync],
    ['document', settings.matterDocumentSync],
  ] as const;
  const attached = kinds.flatMap(([kind, on]) =>
    on ? ledger.ids(kind, matterId).map((id) => keyOf(kind, matterId, id)) : [],
  );
  return new Set([
    keyOf('matter', '', matterId),
    ...familyOf(ledger, matterId).map((id) => keyOf('contact', '', id)),
    ...attached,
  ]);
}

/** One sync of one matter as it unfolds in the model: what is asked, what waits, what came to be. */
export class Story {
  readonly ledger: Ledger;
  readonly matterId: string;
  readonly wish: Wish;
  readonly asks: Ask[] = [];
  readonly made: Made[] = [];
  /** Objects that did not go: because of their own data, or because of what they depend on. */
  readonly stopped = new Set<string>();
  /** Records that had to be read as evidence for something else. */
  readonly read = new Set<string>();
  /** Everything that the source has for this matter now, as far as the toggles let it be read. */
  readonly present: ReadonlySet<string>;
  /** The record of each contact as this sync begins. */
  private before: ReadonlyMap<string, Rec | undefined>;
  /** Something was turned down, so that both sides are read a second time. */
  secondRound = false;

  constructor(ledger: Ledger, matterId: string, wish: Wish) {
    this.ledger = ledger;
    this.matterId = matterId;
    this.wish = wish;
    this.present = presentIn(ledger, matterId);
    this.before = this.records();
  }

  private records(): Map<string, Rec | undefined> {
    return new Map(this.ledger.ids('contact', '').map((id) => [id, this.contactRecord(id)]));
  }

  /** From here on everything is judged by the records that this sync has made already. */
  readAgain(): void {
    this.before = this.records();
  }

  key(kind: ObjectKind, id: string): string {
    return keyOf(kind, this.matterId, id);
  }

  answer(kind: ObjectKind, id: string): Answer | undefined {
    const key = this.key(kind, id);
    const found = this.ledger.answers.get(key);
    this.ledger.answers.delete(key);
    return found;
  }

  ask(kind: ObjectKind, id: string, topic: Ask['topic'], candidates: readonly Rec[] = []): void {
    this.asks.push({ kind, matterId: this.matterId, id, topic, candidates });
    this.stopped.add(this.key(kind, id));
  }

  refuse(kind: ObjectKind, id: string): void {
    this.stopped.add(this.key(kind, id));
  }

  /**
   * Whether the target is looked at for an object: it changed, a person asked for certainty, or a question is open.
   * `print` is what the source says now, by the records that each contact has when it is asked.
   */
  looks(kind: ObjectKind, id: string, history: History, print: (refOf: ContactRecord) => string): boolean {
    const refOf = choices.missingReferencesAreFilledAtOnce
      ? (one: string) => this.contactRecord(one)
      : (one: string) => this.before.get(one);
    const changed = history.print !== print(refOf);
    const asked =
      choices.questionsOutliveAPlainSync && this.ledger.asked(this.key(kind, id), this.matterId) !== undefined;
    return (
      this.wish.verify ||
      changed ||
      asked ||
      this.read.has(this.key(kind, id)) ||
      this.ledger.answers.has(this.key(kind, id))
    );
  }

  /** The record a contact has, unless what became of it is an open question. */
  contactRecord(id: string): Rec | undefined {
    const key = this.key('contact', id);
    const history = this.ledger.histories.get(key);
    return this.stopped.has(key) || history?.knownGone ? undefined : history?.rec;
  }

  /** A new record of ours. */
  create(kind: ObjectKind, id: string, wanted: Wanted): History {
    const rec = this.ledger.add(kind, {});
    return this.tie(kind, id, rec, 'created', wanted);
  }

  /** Ties a source object to a record and carries everything over by the table, without any history. */
  tie(kind: ObjectKind, id: string, rec: Rec, origin: History['origin'], wanted: Wanted): History {
    const history: History = { rec, origin, bases: {}, rows: {}, print: undefined, bytes: undefined, knownGone: false };
    this.ledger.histories.set(this.key(kind, id), history);
    this.made.push({ kind, id, rec });
    this.carry(history, wanted);
    return history;
  }

  carry(history: History, wanted: Wanted, keepsTarget: readonly string[] = []): void {
    const by = { origin: history.origin, settings: this.ledger.settings, keepsTarget: false };
    carryFields(wanted.fields, history, this.ledger.settings, keepsTarget);
    for (const [field, rows] of Object.entries(wanted.rows)) carryRows(field, rows, history, by);
    history.print = printOf(wanted.fields, wanted.rows);
    history.knownGone = false;
  }
}
