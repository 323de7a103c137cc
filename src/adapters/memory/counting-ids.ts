import type { Ids } from '../../ports/digest.ts';

/** Ids that count up, the same in every run of a test. They sort in the order of their making. */
export class CountingIds implements Ids {
  private count = 0;

  constructor(private readonly prefix = 'id') {}

  next(): string {
    this.count += 1;
    return `${this.prefix}-${String(this.count).padStart(8, '0')}`;
  }
}
