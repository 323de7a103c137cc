import type { Clock } from './clock.ts';
import type { AccountSeed } from './seeds.ts';

/** What a permission box of the app allows. */
export type Access = 'none' | 'read' | 'write';

/** The boxes of the developer portal this emulator knows (clio-api facts: permissions). */
export type Area = 'matters' | 'contacts' | 'documents' | 'notes' | 'custom_fields' | 'users';

/** Behaviour that may be changed while the emulator runs. Where nobody knows what the service does, the harsher answer is the default. */
export interface Settings {
  /** How far `query` lags behind the records, in milliseconds of the emulator's clock. */
  searchLagMs: number;
  /** The create form of a custom value over a row a matter already has: refused, or a second row. */
  matterCreateFormOverRow: '422' | 'duplicate';
  /** The firm numbers matters by hand, so `display_number` can be written. */
  manualNumbering: boolean;
  /** A user who is no administrator sees only contacts they made or that belong to their matters. */
  contactsVisibilityRestricted: boolean;
  /** Custom values arrive with null name, type and value, and definitions answer 403. */
  customValuesUnreadable: boolean;
  /** What a bare `custom_field` inside a custom value shows. */
  bareCustomField: 'identity' | 'nothing';
  /** Values as their own JSON types, or all as text. */
  customValueTypes: 'native' | 'text';
  /** How a text value is compared by `custom_field_values[ID]=`. */
  customValueFilter: 'exact' | 'ignore-case' | 'substring';
  /** Refuse a create that leaves out a required, displayed custom field. */
  enforceRequiredFields: boolean;
  /** What becomes of HTML outside the allowed list in a rich-text note. */
  richText: 'strip' | 'refuse' | 'keep';
  /** GET of a document in the trash. */
  trashedDocument: 'not-found' | 'shown';
  /** `matter_id` on documents reaches below the matter's root folder. */
  matterIdReachesSubfolders: boolean;
  /** A GET of a half-uploaded document signs its `put_url` anew; if not, the first address stays and expires. */
  resignPutUrl: boolean;
  /** Lifetime of a signed address. */
  putUrlLifetimeMs: number;
  /** Every nth completion of an upload times out once; 0 for never. */
  uploadTimeoutEvery: number;
  /** A refresh ends the access token it replaces. */
  refreshEndsPrevious: boolean;
  /** Requests per window and token; null for no limit. */
  rateLimit: { limit: number; windowMs: number } | null;
  /** What the firm's app may do; a box left out may be written. */
  permissions: Partial<Record<Area, Access>>;
}

export const DEFAULT_SETTINGS: Settings = {
  searchLagMs: 3000,
  matterCreateFormOverRow: '422',
  manualNumbering: false,
  contactsVisibilityRestricted: false,
  customValuesUnreadable: false,
  bareCustomField: 'identity',
  customValueTypes: 'native',
  customValueFilter: 'exact',
  enforceRequiredFields: false,
  richText: 'strip',
  trashedDocument: 'not-found',
  matterIdReachesSubfolders: false,
  resignPutUrl: true,
  putUrlLifetimeMs: 10 * 60_000,
  uploadTimeoutEvery: 0,
  refreshEndsPrevious: true,
  rateLimit: { limit: 50, windowMs: 60_000 },
  permissions: {},
};

/** How to start the emulator. Any setting may be given beside the options below. */
export interface ClioEmulatorOptions extends Partial<Settings> {
  clientId: string;
  clientSecret: string;
  /** Addresses registered on the app; `'any'` when left out. */
  redirectUris?: readonly string[] | 'any';
  /** Port of the API and OAuth host; a free one when left out. */
  port?: number;
  /** Port of the storage host; a free one when left out. */
  storagePort?: number;
  /** Address both servers listen on; 127.0.0.1 when left out. */
  host?: string;
  /** Zone of users that name none, such as `America/Los_Angeles`. */
  timeZone?: string;
  /** Firms on this service; one invented firm when left out. */
  accounts?: readonly AccountSeed[];
  clock?: Clock;
  /** Objects up to this many bytes can be downloaded again; of larger ones only size and digest are kept. */
  keepBytesUpTo?: number;
}
