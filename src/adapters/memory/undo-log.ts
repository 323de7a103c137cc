/**
 * What the open transaction has done, so that it can be taken back. Keeping the steps costs as much as the transaction
 * changed; a copy of every table would cost as much as the store has grown to.
 */
export class UndoLog {
  private steps: (() => void)[] = [];
  private afterwards: (() => void)[] = [];

  /** Remembers how to take back a change that was just made. */
  record(undo: () => void): void {
    this.steps.push(undo);
  }

  /** Runs once the transaction is committed; forgotten when it is rolled back. */
  onCommit(act: () => void): void {
    this.afterwards.push(act);
  }

  commit(): void {
    const acts = this.afterwards;
    this.forget();
    for (const act of acts) act();
  }

  rollBack(): void {
    for (const undo of this.steps.toReversed()) undo();
    this.forget();
  }

  private forget(): void {
    this.steps = [];
    this.afterwards = [];
  }
}
