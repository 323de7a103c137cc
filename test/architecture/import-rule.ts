// The rule of imports, as data. A module is judged by the first layer whose `from` holds it, so the narrower
// layers stand before the wider ones. `<name>` stands for one folder and must be the same folder on both sides;
// a pattern that begins with `!` takes back what the others allow.

export interface Packages {
  /** `any`, or the packages (node built-ins as `node:fs`) that may be imported. */
  readonly allowed: 'any' | readonly string[];
  /** Packages of which only types may be imported. */
  readonly typesOnly?: readonly string[];
  readonly forbidden?: readonly string[];
}

export interface Layer {
  readonly name: string;
  readonly from: readonly string[];
  readonly mayImport: readonly string[];
  /** Files of ours of which only types may be imported. */
  readonly typesOnly?: readonly string[];
  readonly packages: Packages;
  /** A computed `import(expression)` hides what it loads; only the layers that load by name may have one. */
  readonly mayImportByName?: boolean;
}

const frameworks = ['@nestjs/*', '@mikro-orm/*', 'pg-boss', 'fastify', 'commander'];
const testing = ['vitest', 'fast-check', '@fast-check/vitest'];
const inward = ['src/domain/**', 'src/ports/**', 'contracts/**', '!contracts/conformance/**'];
const useCases = ['sync', 'connections', 'setup', 'automation', 'intake'].map((folder) => `src/${folder}/**`);
const hosts = ['src/composition/**', 'src/main.ts', 'src/casebridge.module.ts'];

const anything: Packages = { allowed: 'any' };
const noTesting: Packages = { allowed: 'any', forbidden: testing };

/** One layer per use-case folder: they share what is inward and know nothing of one another. */
const useCaseLayers: readonly Layer[] = useCases.map((folder) => ({
  name: folder.slice(0, -3),
  from: [folder],
  mayImport: [folder, ...inward],
  packages: { allowed: 'any', forbidden: [...frameworks, ...testing, 'inversify'] },
}));

export const layers: readonly Layer[] = [
  {
    name: 'contracts/conformance',
    from: ['contracts/conformance/**'],
    mayImport: ['contracts/**'],
    packages: { allowed: [...testing, 'inversify', 'node:*'] },
  },
  {
    name: 'contracts',
    from: ['contracts/**'],
    mayImport: ['contracts/**', '!contracts/conformance/**'],
    packages: { allowed: ['inversify'], typesOnly: ['node:stream', 'node:stream/web'] },
  },
  {
    name: 'plugin emulator',
    from: ['plugins/<system>/emulator/**'],
    mayImport: ['plugins/<system>/**', 'contracts/**'],
    packages: { allowed: 'any', forbidden: frameworks.filter((name) => name !== 'fastify') },
  },
  {
    name: 'plugin',
    from: ['plugins/<system>/**'],
    mayImport: ['plugins/<system>/**', 'contracts/**', '!contracts/conformance/**'],
    packages: { allowed: 'any', forbidden: [...frameworks, ...testing] },
  },
  {
    name: 'domain',
    from: ['src/domain/**'],
    mayImport: ['src/domain/**'],
    typesOnly: ['contracts/**', '!contracts/conformance/**'],
    packages: { allowed: 'any', forbidden: [...frameworks, ...testing, 'inversify', 'rxjs', 'node:*'] },
  },
  {
    name: 'ports',
    from: ['src/ports/**'],
    mayImport: inward,
    packages: { allowed: ['rxjs'], typesOnly: ['node:stream', 'node:stream/web'] },
  },
  ...useCaseLayers,
  {
    name: 'adapter',
    from: ['src/adapters/<adapter>/**'],
    mayImport: ['src/adapters/<adapter>/**', ...useCases, ...inward],
    packages: noTesting,
  },
  {
    name: 'installed plugins',
    from: ['src/composition/installed-plugins.ts'],
    mayImport: ['src/**', 'contracts/**', '!contracts/conformance/**', 'plugins/<system>/index.ts'],
    packages: noTesting,
    mayImportByName: true,
  },
  {
    name: 'demonstration',
    from: ['src/composition/demonstration/**'],
    mayImport: ['src/**', 'contracts/**', '!contracts/conformance/**', 'plugins/<system>/emulator/**', 'samples/**'],
    packages: noTesting,
  },
  {
    name: 'composition',
    from: hosts,
    mayImport: ['src/**', 'contracts/**', '!contracts/conformance/**'],
    packages: noTesting,
    mayImportByName: true,
  },
  { name: 'web', from: ['web/**'], mayImport: ['web/**'], packages: anything },
  { name: 'samples', from: ['samples/**'], mayImport: ['samples/**', 'contracts/**'], packages: noTesting },
  {
    name: 'tests and benchmarks',
    from: ['test/**', 'bench/**'],
    mayImport: ['**'],
    packages: anything,
    mayImportByName: true,
  },
];

export interface TestAllowance {
  readonly from: readonly string[];
  readonly mayImport: readonly string[];
  readonly packages: readonly string[];
}

/** What a test file may import on top of what its layer may. */
export const testAllowances: readonly TestAllowance[] = [
  { from: ['contracts/**'], mayImport: [], packages: [...testing, 'node:*'] },
  { from: ['plugins/**'], mayImport: ['contracts/conformance/**'], packages: [...testing, 'node:*'] },
  {
    from: ['src/**'],
    mayImport: ['test/support/**', 'src/adapters/memory/**', 'contracts/**'],
    packages: [...testing, 'node:*'],
  },
];
