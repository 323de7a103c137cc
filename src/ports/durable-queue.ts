import type { WorkLoop, WorkQueue } from './work-queue.ts';

/** One place to send SQL with `$1` placeholders: an open transaction, or a connection of its own. */
export interface SqlSession {
  execute(sql: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** The database of the books, as the queue needs it. */
export interface QueueDatabase {
  /** Address of a PostgreSQL server; absent when the database is embedded in this process. */
  readonly url?: string;
  /** Outside any transaction. A text without values may hold several statements; their rows come in one list. */
  readonly session: SqlSession;
}

/** A transaction as the queue sees it. */
export interface QueueTransaction {
  readonly session: SqlSession;
  /** Called once the transaction is committed, and never when it is rolled back. */
  afterCommit(then: () => void): void;
}

/** A queue that lives in the database of the books, so that an item and what it is about are committed together. */
export interface DurableQueue extends WorkLoop {
  within(transaction: QueueTransaction): WorkQueue;
  /** Frees what it holds; `stop` comes first where `start` was called. */
  close(): Promise<void>;
}

export type OpenQueue = (database: QueueDatabase) => Promise<DurableQueue>;
