import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../../contracts/session.ts';
import type { Books, Storage } from '../../ports/storage.ts';
import type { WorkItem } from '../../ports/work-queue.ts';
import { MemoryAttentionBook } from './attention-book.ts';
import { MemoryBatchBook } from './batch-book.ts';
import { MemoryCatalogueBook } from './catalogue-book.ts';
import { MemoryConnectionVault } from './connection-vault.ts';
import { MemoryCrosswalkBook } from './crosswalk-book.ts';
import { MemoryFirmBook } from './firm-book.ts';
import { MemoryIdempotencyBook } from './idempotency-book.ts';
import { MemoryIntakeBook } from './intake-book.ts';
import { MemoryIntentJournal } from './intent-journal.ts';
import { MemoryLaneBook } from './lane-book.ts';
import { MemoryLinkBook } from './link-book.ts';
import { MemoryMappingBook } from './mapping-book.ts';
import { MemoryRunLog } from './run-log.ts';
import { MemorySessionBook } from './session-book.ts';
import { MemorySetupBook } from './setup-book.ts';
import { MemorySlotBook } from './slot-book.ts';
import { MemoryTransferBook } from './transfer-book.ts';
import { Turnstile } from './turnstile.ts';
import { UndoLog } from './undo-log.ts';
import { MemoryWorkQueue, type WaitingItem } from './work-queue.ts';

/** A `Storage` in memory whose queue can be looked at; only committed work is seen. */
export interface MemoryStorage extends Storage {
  /** Removes and returns what is due at `now` (ms since 1970), by its time, then in the order in which it was put. */
  takeDue(now: number): WorkItem[];
  /** When the next item is due, in ms since 1970 (0: at once); `undefined` when none waits. */
  nextDue(): number | undefined;
  /** Everything that waits, without taking it. */
  waiting(): readonly WaitingItem[];
}

/**
 * Every book in memory, with transactions that roll back and come one at a time. Inside the work of a transaction only
 * the books that were handed to it may be used: a call on `storage.books` there would wait for the transaction that
 * waits for it, so it throws instead. From anywhere else such a call waits for its turn.
 */
export function openMemoryStorage(options: { readonly clock?: Pick<Clock, 'now'> } = {}): MemoryStorage {
  const undo = new UndoLog();
  const queue = new MemoryWorkQueue(undo);
  const transactions = new Transactions(undo, booksOver(undo, queue, options.clock ?? { now: () => Date.now() }));
  return {
    books: transactions.booksOfTheirOwn(),
    inTransaction: (work) => transactions.run(work),
    takeDue: (now) => queue.takeDue(now),
    nextDue: () => queue.nextDue(),
    waiting: () => queue.waiting(),
  };
}

function booksOver(undo: UndoLog, queue: MemoryWorkQueue, clock: Pick<Clock, 'now'>): Books {
  return {
    attention: new MemoryAttentionBook(undo),
    batches: new MemoryBatchBook(undo),
    catalogues: new MemoryCatalogueBook(undo),
    connections: new MemoryConnectionVault(undo),
    crosswalks: new MemoryCrosswalkBook(undo),
    firms: new MemoryFirmBook(undo),
    idempotency: new MemoryIdempotencyBook(undo),
    intake: new MemoryIntakeBook(undo),
    intents: new MemoryIntentJournal(undo),
    lanes: new MemoryLaneBook(undo),
    links: new MemoryLinkBook(undo),
    mappings: new MemoryMappingBook(undo),
    runs: new MemoryRunLog(undo, clock),
    sessions: new MemorySessionBook(undo),
    setups: new MemorySetupBook(undo),
    slots: new MemorySlotBook(undo),
    transfers: new MemoryTransferBook(undo),
    queue,
  };
}

class Transactions {
  private readonly turnstile = new Turnstile();
  /** The transaction that the running code belongs to, also across its awaits. */
  private readonly current = new AsyncLocalStorage<{ open: boolean }>();

  constructor(
    private readonly undo: UndoLog,
    private readonly books: Books,
  ) {}

  async run<Result>(work: (books: Books) => Promise<Result>): Promise<Result> {
    if (this.current.getStore()?.open) throw new Error('Inside a transaction only its own books may be used.');
    return this.turnstile.pass(() => this.runAlone(work));
  }

  /** The books, each call in a transaction of its own. */
  booksOfTheirOwn(): Books {
    const wrapped = new Map<unknown, object>();
    for (const book of Object.values(this.books)) wrapped.set(book, this.wrapped(book));
    return new Proxy(this.books, { get: (books, name) => wrapped.get(Reflect.get(books, name)) });
  }

  private async runAlone<Result>(work: (books: Books) => Promise<Result>): Promise<Result> {
    const transaction = { open: true };
    try {
      const result = await this.current.run(transaction, () => work(this.books));
      this.undo.commit();
      return result;
    } catch (error) {
      this.undo.rollBack();
      throw error;
    } finally {
      transaction.open = false;
    }
  }

  private wrapped<Book extends object>(book: Book): Book {
    return new Proxy(book, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...input: unknown[]) => this.run(async (): Promise<unknown> => Reflect.apply(method, target, input));
      },
    });
  }
}
