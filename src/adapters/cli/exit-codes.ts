import type { RunStatus } from '../../domain/runs/run.ts';

/** What a command ends with, for scripts that go on from it. */
export const exitCodes = { succeeded: 0, failed: 1, usage: 2, needsAttention: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A matter that arrived in part counts as failed: a script must not take it for whole. */
const ofStatus: Readonly<Record<RunStatus, ExitCode>> = {
  queued: exitCodes.succeeded,
  running: exitCodes.succeeded,
  succeeded: exitCodes.succeeded,
  partial: exitCodes.failed,
  failed: exitCodes.failed,
  'needs-attention': exitCodes.needsAttention,
};

export function exitCodeOf(status: RunStatus): ExitCode {
  return ofStatus[status];
}
