/** Hears when the program is told to stop, instead of being ended at once. */
export interface StopSignals {
  /** Settles at the first SIGINT or SIGTERM; a second one ends the process as usual. */
  readonly asked: Promise<void>;
  /** Aborted at the same moment. */
  readonly signal: AbortSignal;
  ignore(): void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

export function hearStopSignals(): StopSignals {
  const heard = Promise.withResolvers<void>();
  const aborting = new AbortController();
  const ignore = () => signals.forEach((signal) => process.off(signal, hear));
  const hear = () => {
    ignore();
    aborting.abort();
    heard.resolve();
  };
  for (const signal of signals) process.once(signal, hear);
  return { asked: heard.promise, signal: aborting.signal, ignore };
}
