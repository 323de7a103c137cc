import { defineConfig } from 'vitest/config';

// Each project is one kind of proof, so that a person can run just the one that concerns their change.
export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [
            'src/domain/**/*.test.ts',
            'contracts/**/*.test.ts',
            'test/architecture/**/*.test.ts',
            'test/docs/**/*.test.ts',
          ],
        },
      },
      { extends: true, test: { name: 'ports', include: ['src/adapters/**/*.test.ts', 'test/ports/**/*.test.ts'] } },
      { extends: true, test: { name: 'plugins', include: ['plugins/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'line',
          include: [
            'src/sync/**/*.test.ts',
            'src/intake/**/*.test.ts',
            'src/connections/**/*.test.ts',
            'test/line/**/*.test.ts',
            'test/model/**/*.test.ts',
          ],
        },
      },
      { extends: true, test: { name: 'system', include: ['test/system/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/support/migrated-database.ts'],
        },
      },
    ],
  },
});
