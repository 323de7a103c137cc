// Imports that must be caught: at least one for each layer, and one for each way of writing an import.
// A rule that catches nothing looks exactly like a rule that is kept.

export interface Seed {
  readonly layer: string;
  readonly path: string;
  readonly source: string;
}

const seed = (layer: string, path: string, source: string): Seed => ({ layer, path, source });

export const seededViolations: readonly Seed[] = [
  seed('contracts', 'contracts/seed.ts', `import type { Plan } from '../src/domain/planning/plan.ts';`),
  seed('contracts', 'contracts/seed.ts', `import { z } from 'zod';`),
  seed('contracts', 'contracts/ports/seed.ts', `import { Readable } from 'node:stream';`),
  seed('contracts', 'contracts/seed.ts', `export * from './conformance/index.ts';`),
  seed('contracts/conformance', 'contracts/conformance/seed.ts', `import { clio } from '../../plugins/clio/index.ts';`),
  seed('plugin', 'plugins/clio/seed.ts', `import { clock } from '../../src/ports/clock.ts';`),
  seed('plugin', 'plugins/clio/seed.ts', `import type { Wire } from '../lawmatics/wire.ts';`),
  seed('plugin', 'plugins/clio/seed.ts', `import { expect } from 'vitest';`),
  seed('plugin', 'plugins/clio/seed.test.ts', `import { memory } from '../../src/adapters/memory/link-book.ts';`),
  seed('plugin emulator', 'plugins/clio/emulator/seed.ts', `export { wire } from '../../lawmatics/emulator/index.ts';`),
  seed('domain', 'src/domain/seed.ts', `import { Injectable } from '@nestjs/common';`),
  seed('domain', 'src/domain/seed.ts', `import { map } from 'rxjs/operators';`),
  seed('domain', 'src/domain/seed.ts', `import { createHash } from 'crypto';`),
  seed('domain', 'src/domain/seed.ts', `import type { Clock } from '../ports/clock.ts';`),
  seed('domain', 'src/domain/seed.ts', `import { definePlugin } from '../../contracts/plugin.ts';`),
  seed('domain', 'src/domain/seed.ts', `type Book = import('../ports/link-book.ts').LinkBook;`),
  seed('ports', 'src/ports/seed.ts', `import type { EntityManager } from '@mikro-orm/core';`),
  seed('ports', 'src/ports/seed.ts', `export type { RunSync } from '../sync/run-sync.ts';`),
  seed('src/sync', 'src/sync/seed.ts', `const books = await import('../adapters/postgres/link-book.ts');`),
  seed('src/sync', 'src/sync/seed.ts', `import { edit } from '../setup/edit-setup.ts';`),
  seed('src/sync', 'src/sync/seed.test.ts', `import { orm } from '../adapters/postgres/orm.ts';`),
  seed('src/sync', 'src/sync/seed.ts', `const hidden = await import(process.argv[2] ?? '');`),
  seed('src/connections', 'src/connections/seed.ts', `import { Injectable } from '@nestjs/common';`),
  seed('src/setup', 'src/setup/seed.ts', `import { defineEntity } from '@mikro-orm/core';`),
  seed('src/automation', 'src/automation/seed.ts', `import { Container } from 'inversify';`),
  seed('src/intake', 'src/intake/seed.ts', `import { clio } from '../../plugins/clio/index.ts';`),
  seed('adapter', 'src/adapters/http/seed.ts', `import { orm } from '../postgres/orm.ts';`),
  seed('adapter', 'src/adapters/cli/seed.ts', `import { config } from '../../composition/config.ts';`),
  seed('adapter', 'src/adapters/http/seed.ts', `import { memory } from '../memory/link-book.ts';`),
  seed('composition', 'src/composition/seed.ts', `import { clio } from '../../plugins/clio/index.ts';`),
  seed('composition', 'src/main.ts', `import { firm } from '../samples/firm/index.ts';`),
  seed('composition', 'src/casebridge.module.ts', `import { books } from '../test/support/books.ts';`),
  seed(
    'demonstration',
    'src/composition/demonstration/seed.ts',
    `import { clio } from '../../../plugins/clio/index.ts';`,
  ),
  seed('installed plugins', 'src/composition/installed-plugins.ts', `import { api } from '../../plugins/clio/api.ts';`),
  seed('web', 'web/seed.ts', `import type { Plan } from '../src/domain/planning/plan.ts';`),
  seed('samples', 'samples/firm/seed.ts', `import type { Matter } from '../../src/intake/matter.ts';`),
];
