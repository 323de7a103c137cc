import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** What a transaction does at its very end, and what follows it. */
export class TransactionEnd {
  private readonly numbering = new Map<string, (em: SqlEntityManager) => Promise<void>>();
  private readonly followers: (() => void)[] = [];

  /**
   * Work that takes numbers which must rise in the order of commits. It waits for the end, because it holds a lock on
   * the firm's counter until the commit; in the order of its names, so that two transactions cannot wait for each other.
   */
  beforeCommit(name: string, work: (em: SqlEntityManager) => Promise<void>): void {
    if (!this.numbering.has(name)) this.numbering.set(name, work);
  }

  afterCommit(then: () => void): void {
    this.followers.push(then);
  }

  /** Does the numbering that has come up since it was last done. */
  async conclude(em: SqlEntityManager): Promise<void> {
    for (const name of [...this.numbering.keys()].toSorted()) await this.numbering.get(name)?.(em);
  }

  committed(): void {
    for (const follower of this.followers) follower();
  }
}

/** Where a book sends its statements: into one transaction, or each on its own. */
export interface Session {
  /** For single statements. */
  em(): SqlEntityManager;
  /** For reading what is numbered at the end: in a transaction its own part is numbered first. */
  numbered(): Promise<SqlEntityManager>;
  /** For statements that belong together. */
  together<Result>(work: (em: SqlEntityManager, end: TransactionEnd) => Promise<Result>): Promise<Result>;
}

/** Begins, commits and rolls back. */
export class Transactions {
  /** The transaction that the running code belongs to, also across its awaits. */
  private readonly current = new AsyncLocalStorage<{ open: boolean }>();

  /** `onCall` is told of every transaction, and of every statement outside of one. */
  constructor(
    private readonly root: SqlEntityManager,
    private readonly onCall: () => void = () => undefined,
  ) {}

  /** Statements outside any transaction. */
  readonly alone: Session = {
    em: () => {
      this.refuseInside();
      this.onCall();
      return this.root.fork();
    },
    numbered: async () => this.alone.em(),
    together: (work) => this.run(work),
  };

  async run<Result>(work: (em: SqlEntityManager, end: TransactionEnd) => Promise<Result>): Promise<Result> {
    this.refuseInside();
    this.onCall();
    const em = this.root.fork();
    const end = new TransactionEnd();
    const result = await this.completed(em, end, work);
    end.committed();
    return result;
  }

  private async completed<Result>(
    em: SqlEntityManager,
    end: TransactionEnd,
    work: (em: SqlEntityManager, end: TransactionEnd) => Promise<Result>,
  ): Promise<Result> {
    const transaction = { open: true };
    await em.begin();
    try {
      const result = await this.current.run(transaction, () => work(em, end));
      await end.conclude(em);
      await em.commit();
      return result;
    } catch (error) {
      await rollBack(em, error);
      throw error;
    } finally {
      transaction.open = false;
    }
  }

  /** On the embedded database such a call would wait for the one connection, which waits for it. */
  private refuseInside(): void {
    if (this.current.getStore()?.open) throw new Error('Inside a transaction only its own books may be used.');
  }
}

/** Everything inside one transaction. */
export function sessionIn(em: SqlEntityManager, end: TransactionEnd): Session {
  return {
    em: () => em,
    numbered: async () => {
      await end.conclude(em);
      return em;
    },
    together: (work) => work(em, end),
  };
}

/** The first error is the one to hear of: a rollback fails only when the connection is gone, and with it the transaction. */
async function rollBack(em: SqlEntityManager, reason: unknown): Promise<void> {
  if (!em.isInTransaction()) return;
  try {
    await em.rollback();
  } catch (error) {
    if (reason instanceof Error && reason.cause === undefined) reason.cause = error;
  }
}
