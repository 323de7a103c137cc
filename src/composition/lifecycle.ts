import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Installation } from './installation.ts';

/** How long work under way may take to end before it is handed back, in milliseconds. */
const graceMs = 10_000;

/** Starts the work when the application stands, and ends it before the database goes. */
export class Lifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly installation: Installation) {}

  async onApplicationBootstrap(): Promise<void> {
    const { work, core, isOnlyProcess } = this.installation;
    if (!work) return;
    await core.recoverRuns.recover({ all: isOnlyProcess });
    await work.start((item, signal) =>
      item.kind === 'run' ? core.runSync.handle(item) : core.runTransfer.handle(item, signal),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.installation.core.runEvents.stop();
    await this.installation.work?.stop(graceMs);
    await this.installation.close();
  }
}
