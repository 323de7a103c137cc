import type { LinkKey } from '../domain/identity/sync-link.ts';
import type { Intent } from '../domain/journal/intent.ts';

/** Thrown by `open` when an intent for the key is open already: whoever holds it settles it. */
export class IntentAlreadyOpen extends Error {
  constructor() {
    super('An earlier request for this object has not been settled yet.');
    this.name = 'IntentAlreadyOpen';
  }
}

/** Writes intents before writes that may not be repeated, and forgets them once settled. */
export interface IntentJournal {
  /** Unique per (target connection, kind, source id) by a constraint of the database. */
  open(intent: Intent): Promise<void>;
  find(key: LinkKey): Promise<Intent | undefined>;
  /** Every open intent of a target connection, oldest first. */
  ofConnection(firmId: string, targetConnectionId: string): Promise<Intent[]>;
  /** Replaces an open intent of the same id. */
  update(intent: Intent): Promise<void>;
  /** Removes a settled intent. */
  settle(id: string): Promise<void>;
}
