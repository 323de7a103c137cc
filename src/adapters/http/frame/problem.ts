import { z } from 'zod';
import { SyncFailure, type FailureKind } from '../../../../contracts/failures.ts';
import { Refused, refusals, type RefusalCode, type RefusalKind } from '../../../domain/refusals.ts';

/** RFC 9457, with a code for programs, an action for people, and the fields that are wrong. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  action: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.output<typeof Problem>;

const statusOfKind: Readonly<Record<RefusalKind, number>> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  unknown: 404,
  conflict: 409,
  'too-large': 413,
  invalid: 422,
  unavailable: 503,
};

export function statusOf(code: RefusalCode): number {
  return code === 'precondition-failed' ? 412 : statusOfKind[refusals[code].kind];
}

/** What a vendor's failure means to whoever asked us. */
const codeOfFailure: Readonly<Record<FailureKind, RefusalCode>> = {
  unreachable: 'target-unavailable',
  throttled: 'target-unavailable',
  unreadable: 'target-unavailable',
  'outcome-unknown': 'target-unavailable',
  unauthorized: 'connection-not-ready',
  forbidden: 'connection-not-ready',
  absent: 'target-record-absent',
  stale: 'precondition-failed',
  refused: 'invalid-value',
  misconfigured: 'system-not-configured',
  unsupported: 'invalid-value',
};

function problem(code: RefusalCode, detail: string, errors: Problem['errors'] = []): Problem {
  const { title, action } = refusals[code];
  return {
    type: `urn:casebridge:problem:${code}`,
    title,
    status: statusOf(code),
    detail,
    code,
    action,
    ...(errors.length === 0 ? {} : { errors }),
  };
}

const unexpected: Problem = {
  type: 'urn:casebridge:problem:unexpected',
  title: 'Something went wrong here',
  status: 500,
  detail: 'The request could not be handled. The log has the reason under the request id.',
  code: 'unexpected',
  action: 'Try again; if it lasts, tell the operator the request id.',
};

/** The problem that an error stands for; `undefined` when it is none that a caller could have met on purpose. */
function expectedProblem(error: unknown): Problem | undefined {
  if (error instanceof Refused) return problem(error.code, error.message, [...error.errors]);
  if (error instanceof SyncFailure) {
    return problem(
      codeOfFailure[error.kind],
      error.message,
      error.fields.map((path) => ({ path, message: error.message })),
    );
  }
  return undefined;
}

/** Errors of the web framework itself carry a status: a route that is not there, a broken request line. */
function frameworkProblem(error: unknown): Problem | undefined {
  const status = statusInside(error);
  if (status === 404) return problem('not-found', 'There is no such route.');
  if (status === 413) return problem('body-too-large', refusals['body-too-large'].title);
  if (status !== undefined && status >= 400 && status < 500)
    return problem('invalid-request', 'The request cannot be read.');
  return undefined;
}

function statusInside(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('getStatus' in error && typeof error.getStatus === 'function') return Number(error.getStatus());
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** Every error as a problem. `internal` ones say nothing about our inside and belong into the log. */
export function problemOf(error: unknown): { readonly problem: Problem; readonly internal: boolean } {
  const known = expectedProblem(error) ?? frameworkProblem(error);
  return known ? { problem: known, internal: false } : { problem: unexpected, internal: true };
}
