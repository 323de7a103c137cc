import type { Run } from '../domain/runs/run.ts';
import type { RunLog } from '../ports/run-log.ts';
import type { Books, Storage } from '../ports/storage.ts';

function noticing(runs: RunLog, notice: (run: Run) => void): RunLog {
  return {
    add: (run) => runs.add(run),
    update: async (run) => {
      await runs.update(run);
      notice(run);
    },
    find: (firmId, runId) => runs.find(firmId, runId),
    openRunOf: (integrationId, matterId) => runs.openRunOf(integrationId, matterId),
    allOpen: () => runs.allOpen(),
    list: (firmId, filter, page) => runs.list(firmId, filter, page),
    latestOf: (integrationId, matterIds) => runs.latestOf(integrationId, matterIds),
    mattersAt: (integrationId, statuses, part) => runs.mattersAt(integrationId, statuses, part),
    saveChange: (runId, change) => runs.saveChange(runId, change),
    changes: (runId) => runs.changes(runId),
    eventsAfter: (firmId, sequence, limit) => runs.eventsAfter(firmId, sequence, limit),
    lastSequence: (firmId) => runs.lastSequence(firmId),
  };
}

/**
 * The same storage, which tells whose runs have moved once that is committed: before, whoever looks would not see it.
 * Changes of single objects are not told, because they come with their run or are found by the next look.
 */
export function wakingStorage(storage: Storage, moved: (firmId: string) => void): Storage {
  const told = (books: Books, notice: (run: Run) => void): Books => ({ ...books, runs: noticing(books.runs, notice) });
  return {
    books: told(storage.books, ({ firmId }) => moved(firmId)),
    async inTransaction(work) {
      const firms = new Set<string>();
      const result = await storage.inTransaction((books) => work(told(books, ({ firmId }) => firms.add(firmId))));
      for (const firmId of firms) moved(firmId);
      return result;
    },
  };
}
