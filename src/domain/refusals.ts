/** Whose fault it is and what became of the request; the HTTP adapter turns it into a status. */
export type RefusalKind =
  | 'malformed'
  | 'invalid'
  | 'unknown'
  | 'conflict'
  | 'unauthenticated'
  | 'forbidden'
  | 'too-large'
  | 'unavailable';

interface Refusal {
  readonly kind: RefusalKind;
  readonly title: string;
  /** What a person can do about it. */
  readonly action: string;
}

/** Every way in which a request to Casebridge itself is turned down. */
export const refusals = {
  'malformed-json': { kind: 'malformed', title: 'The body is not JSON', action: 'Send a well-formed JSON body.' },
  'invalid-request': {
    kind: 'malformed',
    title: 'The request does not have the expected form',
    action: 'Correct the fields that are named.',
  },
  'invalid-value': { kind: 'invalid', title: 'A value cannot be right', action: 'Correct the fields that are named.' },
  'not-found': {
    kind: 'unknown',
    title: 'There is no such thing',
    action: 'Check the id; it may belong to another firm or have been deleted.',
  },
  'unknown-contact': {
    kind: 'invalid',
    title: 'The contact is not in the intake',
    action: 'Put the contact first, then what refers to it.',
  },
  'contact-in-use': {
    kind: 'conflict',
    title: 'The contact is still in use',
    action: 'Give the matters that name it another client first.',
  },
  'already-hired': {
    kind: 'conflict',
    title: 'The matter is hired already',
    action: 'A hired matter cannot become a potential one again.',
  },
  'matter-without-client': {
    kind: 'invalid',
    title: 'The matter has no client',
    action: 'Give the matter a client in the intake, then sync again.',
  },
  'mark-hired-there': {
    kind: 'conflict',
    title: 'The source cannot be told',
    action: 'Mark the matter hired in the source system.',
  },
  'mapping-locked': {
    kind: 'conflict',
    title: 'This mapping is locked',
    action: 'Basic fields come mapped and cannot be changed.',
  },
  'target-field-taken': {
    kind: 'conflict',
    title: 'Another mapping fills this field',
    action: 'Change or remove that mapping, or choose another field.',
  },
  'source-field-missing': {
    kind: 'invalid',
    title: 'The source has no such field',
    action: 'Choose one of the listed fields.',
  },
  'target-field-missing': {
    kind: 'invalid',
    title: 'The target has no such field',
    action: 'Choose one of the listed fields; add it in the target first if it is new.',
  },
  'target-not-writable': {
    kind: 'invalid',
    title: 'The target field cannot be written',
    action: 'Choose another field.',
  },
  'types-do-not-fit': {
    kind: 'invalid',
    title: 'The target field cannot hold what the source field holds',
    action: 'Choose a field of a type that fits, or add a transform.',
  },
  'transform-broken': {
    kind: 'invalid',
    title: 'A transform cannot be carried out',
    action: 'Correct the transform.',
  },
  'connection-not-ready': {
    kind: 'conflict',
    title: 'The system is not connected',
    action: 'Connect it, or reconnect it, then try again.',
  },
  'account-already-connected': {
    kind: 'conflict',
    title: 'This account is connected already',
    action: 'Use the connection that exists.',
  },
  'account-differs': {
    kind: 'conflict',
    title: 'This is another account',
    action: 'Sign in to the account that the connection was made for, or make a new connection.',
  },
  'unknown-system': {
    kind: 'invalid',
    title: 'There is no plugin for this system',
    action: 'Choose one of the systems that /v1/plugins lists.',
  },
  'system-not-configured': {
    kind: 'conflict',
    title: 'The system is not configured',
    action: 'Set the environment variables that the system needs and start again.',
  },
  'integration-exists': {
    kind: 'conflict',
    title: 'These two are integrated already',
    action: 'Use the integration that exists.',
  },
  'state-invalid': {
    kind: 'malformed',
    title: 'This way back from the vendor is not valid',
    action: 'Begin connecting again.',
  },
  'authorization-declined': {
    kind: 'conflict',
    title: 'The vendor was not allowed to connect',
    action: 'Begin connecting again and allow the access.',
  },
  'already-decided': { kind: 'conflict', title: 'This has been decided already', action: 'Nothing more to do.' },
  'choice-not-offered': {
    kind: 'invalid',
    title: 'This choice is not offered',
    action: 'Choose one of the listed choices.',
  },
  'candidate-changed': {
    kind: 'invalid',
    title: 'The candidate has changed',
    action: 'Look at the question again: the evidence has been read anew.',
  },
  'link-taken': { kind: 'conflict', title: 'The record is tied to something else', action: 'Untie it there first.' },
  'target-record-absent': {
    kind: 'invalid',
    title: 'There is no such record in the target',
    action: 'Check the reference and who may see the record.',
  },
  'run-open': {
    kind: 'conflict',
    title: 'The run has not ended yet',
    action: 'Wait for it to end; it goes on by itself.',
  },
  'idempotency-mismatch': {
    kind: 'invalid',
    title: 'This Idempotency-Key was used with another body',
    action: 'Use a new key for a new request.',
  },
  'idempotency-in-progress': {
    kind: 'conflict',
    title: 'The first request with this key is still under way',
    action: 'Ask again in a moment.',
  },
  'precondition-failed': {
    kind: 'conflict',
    title: 'The object has changed',
    action: 'Read it again and decide anew.',
  },
  'content-mismatch': {
    kind: 'invalid',
    title: 'The bytes are not those that were announced',
    action: 'Send the file again.',
  },
  'key-required': {
    kind: 'unauthenticated',
    title: 'A valid key is needed',
    action: 'Send Authorization: Bearer with a key.',
  },
  'key-unknown': {
    kind: 'unauthenticated',
    title: 'This key is not known',
    action: 'Check that the whole key was copied, or ask for a new one.',
  },
  'firm-key-needed': {
    kind: 'forbidden',
    title: "The pages need a firm's key",
    action: "Sign in with a key of the firm; the operator's key reaches no data of a firm.",
  },
  'ticket-invalid': {
    kind: 'unauthenticated',
    title: 'This link has been used or is too old',
    action: 'Ask for a new link, or sign in with a key.',
  },
  'session-expired': {
    kind: 'unauthenticated',
    title: 'You are signed out',
    action: 'Sign in again.',
  },
  'csrf-token-invalid': {
    kind: 'forbidden',
    title: 'The request did not come from the pages',
    action: 'Load the page again, then repeat what you did.',
  },
  'role-too-low': { kind: 'forbidden', title: 'This key may not do that', action: 'Use a key with a higher role.' },
  'file-unreadable': {
    kind: 'unavailable',
    title: 'The file cannot be read',
    action: 'Send the file to the intake again.',
  },
  'body-too-large': { kind: 'too-large', title: 'The body is too large', action: 'Send files to the documents route.' },
  'target-unavailable': {
    kind: 'unavailable',
    title: 'The target could not be reached',
    action: 'Try again; if it lasts, verify the connection.',
  },
} as const satisfies Record<string, Refusal>;

export type RefusalCode = keyof typeof refusals;

export interface FieldProblem {
  /** Dotted path in the body, such as `emails.0.address`. */
  readonly path: string;
  readonly message: string;
}

/** A request turned down; nothing was changed. `detail` is one sentence about this very case. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly errors: readonly FieldProblem[];

  constructor(code: RefusalCode, detail: string = refusals[code].title, errors: readonly FieldProblem[] = []) {
    super(detail);
    this.name = 'Refused';
    this.code = code;
    this.errors = errors;
  }
}
