import type { Question } from '../domain/runs/attention.ts';
import type { Page, Paged } from './run-log.ts';

/** What waits for a person. */
export interface AttentionBook {
  /** Every question of a matter that is not closed, decided ones included. */
  ofMatter(integrationId: string, matterId: string): Promise<Question[]>;
  find(firmId: string, id: string): Promise<Question | undefined>;
  /** Undecided questions, oldest first. */
  listOpen(integrationId: string, matterId: string | undefined, page: Page): Promise<Paged<Question>>;
  /** Undecided questions about one value of a crosswalk, of whatever matter, oldest first. */
  openAboutValue(integrationId: string, crosswalk: string, value: string): Promise<Question[]>;
  /** Inserts or replaces by id. */
  save(question: Question): Promise<void>;
}
