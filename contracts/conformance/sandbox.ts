import type { Instant, ObjectKind, TargetRef } from '../objects/values.ts';
import type { Authorization, Credentials } from '../ports/authorization.ts';
import type { CaseManagementTarget } from '../ports/case-management-target.ts';

/** What a request does to the account, as far as a fault can pick it out. */
export type StruckAction = 'read' | 'create' | 'update' | 'add-version' | 'upload' | 'complete';

/**
 * What becomes of a request or its answer. `before`: nothing was done; `after`: it was done, and the plugin cannot tell.
 * - `reset-*`: the connection breaks. `error-*`: a status 502.
 * - `truncated`: done, half of the answer arrives. `garbage`: done, a page of HTML with status 200 arrives.
 * - `silence`: done, and no answer within the deadline.
 * - `throttled`: 429, to be repeated after two seconds; nothing was done.
 * - `refused`: 422 with a text that quotes `echo`; nothing was done.
 */
export type FaultKind =
  | 'reset-before'
  | 'reset-after'
  | 'error-before'
  | 'error-after'
  | 'truncated'
  | 'garbage'
  | 'silence'
  | 'throttled'
  | 'refused';

export interface SandboxFault {
  readonly how: FaultKind;
  readonly kind: ObjectKind;
  readonly action: StruckAction;
  /** The first fitting request that is struck, from 1 (default). */
  readonly nth?: number;
  /** How many in a row; 1 when left out. */
  readonly times?: number;
  /** What the text of `refused` quotes. */
  readonly echo?: string;
}

/** A fault that waits for its request. */
export interface Struck {
  readonly times: number;
}

/** Requests so far, by the purposes of the session; set-up calls are counted apart and not shown. */
export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
  readonly transfers: number;
}

/** A record as the system itself has it, read past the plugin. */
export interface HeldRecord {
  readonly ref: TargetRef;
  /** Every plain text the record holds, in any order: names, numbers, addresses, our key, a note's body. */
  readonly values: readonly string[];
  readonly trashed?: boolean;
  /** Only for documents. */
  readonly file?: HeldFile;
}

export interface HeldFile {
  readonly versions: number;
  /** Whether the bytes of the latest version have arrived. */
  readonly whole: boolean;
  /** Of the latest whole version: bytes and lower-case hex. */
  readonly size?: number;
  readonly sha256?: string;
}

/** What people of the firm do at the system's own screens; no request of the plugin. */
export interface SandboxPeople {
  /**
   * Writes the field that a record is known by: a person's last name, a matter's title, a note's body, the label of a
   * relationship, the name of a document.
   */
  edit(kind: ObjectKind, ref: TargetRef, text: string): Promise<void>;
  addEmail(contact: TargetRef, address: string): Promise<void>;
  /** For good; not into a trash. */
  delete(kind: ObjectKind, ref: TargetRef): Promise<void>;
  /** `undefined` where the system has no trash. */
  readonly trash: ((document: TargetRef) => Promise<void>) | undefined;
  /** Puts a whole new version on top of a document. */
  addVersion(document: TargetRef, bytes: Uint8Array): Promise<void>;
}

/** Connecting by `redirect`, played through without a browser. */
export interface SandboxAuthorization {
  readonly authorization: Authorization;
  readonly redirectUri: string;
  /** A person opens the address, agrees, and is sent to the address that is returned. */
  agree(url: string): Promise<string>;
  /** Whether an access token opens the account. */
  opens(credentials: Credentials): Promise<boolean>;
  /** Somebody takes our access away inside the system. */
  withdraw(): Promise<void>;
  /** The next call to the token endpoint is answered with 503. */
  breakTokens(): void;
}

/** A fresh account of its own, opened through the plugin, and everything a check may do to it. */
export interface Sandbox {
  readonly target: CaseManagementTarget;
  /** The same account opened again, as after a restart: nothing is remembered but what set-up left. */
  reopen(): Promise<CaseManagementTarget>;
  now(): Instant;
  /** Lets time go by, for the system and for the plugin. */
  pass(ms: number): void;
  readonly people: SandboxPeople;
  /** Arms a fault; `undefined` where this system cannot fail so. */
  strike(fault: SandboxFault): Struck | undefined;
  holdings(kind: ObjectKind): Promise<readonly HeldRecord[]>;
  requests(): RequestCounts;
  /** How many records one request can read; 1 where the system has no list by ids. */
  readonly readsAtOnce: number;
  /** A size in bytes from which the plugin uploads in parts; absent where it never does. */
  readonly multipartFrom?: number;
  /** Only for plugins that connect by `redirect`. */
  readonly authorization?: SandboxAuthorization;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Whether the account is set up with a field for our key. */
  readonly keyFields: boolean;
}

/**
 * What a plugin's author supplies: a new account at each call. It should hold one writable custom field of each type
 * that the system knows, on contacts and on matters, and at least two users and two practice areas.
 */
export type OpenSandbox = (options: SandboxOptions) => Promise<Sandbox>;
