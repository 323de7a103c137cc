import { type FailureKind, SyncFailure } from '../../contracts/failures.ts';
import type { Answer } from './exchange.ts';
import { readProblem, withoutValues } from './problems.ts';

const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'absent',
  410: 'misconfigured',
};

const words: Partial<Record<FailureKind, string>> = {
  unauthorized: 'Clio does not accept this connection any more.',
  forbidden: 'This user or this app may not read that in Clio.',
  absent: 'Clio has no such record, or hides it from this user.',
  misconfigured: 'Clio no longer speaks the version of its interface that we use.',
};

/** The failure that an answer without a record means, by its status. */
export function failureOf(answer: Answer): SyncFailure {
  const { status } = answer;
  const kind =
    kinds[status] ?? (status >= 500 || status === 408 ? 'unreachable' : status < 400 ? 'misconfigured' : 'refused');
  if (kind === 'refused') {
    return new SyncFailure(
      kind,
      `Clio refused a read: ${withoutValues(readProblem(answer.body).text, []) || `status ${status}`}`,
    );
  }
  return new SyncFailure(kind, (kinds[status] && words[kind]) ?? `Clio answered with status ${status}.`);
}

/** Whether the same read may go well a little later. */
export function isPassing(error: unknown): boolean {
  return error instanceof SyncFailure && (error.kind === 'unreachable' || error.kind === 'unreadable');
}
