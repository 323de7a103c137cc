import { Interval } from '@nestjs/schedule';
import type { Log } from '../../../contracts/session.ts';
import type { ReconcileDue } from '../../sync/reconcile-due.ts';
import type { RecoverRuns } from '../../sync/recover-runs.ts';

const reconcileEvery = 15_000;
const recoverEvery = 30_000;

/** Ticks on every node; the use cases see to it that one of them acts. A tick that fails is told, and the next one comes. */
export class Ticks {
  private readonly reconcileDue: ReconcileDue;
  private readonly recoverRuns: RecoverRuns;
  private readonly log: Log;

  constructor(reconcileDue: ReconcileDue, recoverRuns: RecoverRuns, log: Log) {
    this.reconcileDue = reconcileDue;
    this.recoverRuns = recoverRuns;
    this.log = log;
  }

  @Interval('reconcile', reconcileEvery)
  reconcile(): Promise<void> {
    return this.told('reconcile', () => this.reconcileDue.run());
  }

  @Interval('recover', recoverEvery)
  recover(): Promise<void> {
    return this.told('recover', () => this.recoverRuns.recover({ all: false }));
  }

  private async told(tick: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (failure) {
      this.log.warn('A tick failed.', { tick, failure: String(failure) });
    }
  }
}
