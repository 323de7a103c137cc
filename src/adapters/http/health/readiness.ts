import type { Log } from '../../../../contracts/session.ts';

/** One thing that must work before a request can be served. Throws when it does not. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<void>;
}

type Found = 'ok' | 'unavailable';

export class Readiness {
  constructor(
    private readonly checks: readonly ReadinessCheck[],
    private readonly log: Log,
  ) {}

  async look(): Promise<{ readonly status: Found; readonly checks: Readonly<Record<string, Found>> }> {
    const found = await Promise.all(this.checks.map(async (check) => [check.name, await this.lookAt(check)] as const));
    return {
      status: found.every(([, state]) => state === 'ok') ? 'ok' : 'unavailable',
      checks: Object.fromEntries(found),
    };
  }

  /** The reason goes to the log and not to whoever asks: the route is open to everybody. */
  private async lookAt(check: ReadinessCheck): Promise<Found> {
    try {
      await check.check();
      return 'ok';
    } catch (error) {
      this.log.warn('not ready', { check: check.name, reason: error instanceof Error ? error.message : String(error) });
      return 'unavailable';
    }
  }
}
