import type { Capabilities } from '../capabilities.ts';
import type { TargetField } from '../mappings.ts';
import type { FieldLevel } from '../objects/values.ts';
import type { DocumentSyncer } from './document-syncer.ts';
import type { ObjectSyncer } from './object-syncer.ts';

/** The id of an account whose user may not see which one it is: nothing can be said about two of them. */
export const unknownAccount = 'unknown';

/** The account behind a connection. `timeZone` is an IANA name. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly timeZone?: string;
  readonly user?: string;
}

/** What set-up left in the account, such as the ids of the key fields. Opaque to the core; must survive JSON. */
export type SetUpState = Readonly<Record<string, unknown>>;

/** A firm's account in a case-management system, opened with a session. */
export interface CaseManagementTarget {
  /** After set-up: the key of contacts and matters depends on it. */
  readonly capabilities: Capabilities;
  readonly contacts: ObjectSyncer;
  readonly matters: ObjectSyncer;
  readonly relationships: ObjectSyncer;
  readonly notes: ObjectSyncer;
  readonly documents: DocumentSyncer;
  /** Who we are connected as. Fails as `unauthorized` when the access was withdrawn. */
  verify(): Promise<Account>;
  /** Prepares the account once after connecting, and again without harm: what is there is found, not made twice. */
  setUp(options: { readonly keyFields: boolean }): Promise<SetUpState>;
  /** All fields of a level, standard and custom, with the options of picklists, practice areas and users. */
  fields(level: FieldLevel): Promise<readonly TargetField[]>;
}
