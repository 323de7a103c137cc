import type { Logger } from 'pino';
import type { ReadinessCheck } from '../adapters/http/health/readiness.ts';
import type { WorkLoop } from '../ports/work-queue.ts';
import { assemble, type Core, type Ground } from './assemble.ts';

/** Everything that one process runs, made and not yet started. */
export interface Installation {
  readonly ground: Ground;
  readonly core: Core;
  readonly logger: Logger;
  readonly checks: readonly ReadinessCheck[];
  /** Serves the lanes in this process; absent where another process does. */
  readonly work?: WorkLoop;
  /** No other process works on the same storage: whatever is open was left by a process that is gone. */
  readonly isOnlyProcess: boolean;
  /** Frees the database; an embedded one would keep the process alive. */
  close(): Promise<void>;
}

/** Puts the use cases on their ground. */
export function install(parts: Omit<Installation, 'core'>): Installation {
  return { ...parts, core: assemble(parts.ground) };
}
