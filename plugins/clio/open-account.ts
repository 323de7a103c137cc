import type { Clock } from '../../contracts/session.ts';
import type { ClioApi } from './api.ts';
import type { Definitions } from './definitions.ts';
import type { KeyFields } from './key-fields.ts';

/** What the syncers of one opened account have in common. */
export interface OpenAccount {
  readonly api: ClioApi;
  readonly clock: Clock;
  readonly definitions: Definitions;
  /** As set-up left them; a set-up in this account's time is seen at once. */
  readonly keyFields: KeyFields;
  /** Where a person opens records, without a trailing slash. */
  readonly host: string;
}
