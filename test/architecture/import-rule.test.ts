import { describe, expect, it } from 'vitest';
import { findCycles } from './find-cycles.ts';
import { findViolations } from './find-violations.ts';
import { layers } from './import-rule.ts';
import { parseModule, readModules } from './read-modules.ts';
import { seededViolations } from './seeded-violations.ts';

const modules = readModules();

describe('the rule of imports', () => {
  it('is judged over real modules and real imports', () => {
    expect(modules.length).toBeGreaterThan(10);
    expect(modules.flatMap((module) => module.imports).length).toBeGreaterThan(10);
  });

  it('is kept by every module', () => {
    expect(findViolations(modules)).toEqual([]);
  });

  it('closes no cycle of value imports', () => {
    expect(findCycles(modules)).toEqual([]);
  });
});

describe('the judge', () => {
  it.each(seededViolations)('catches $path: $source', ({ layer, path, source }) => {
    const violations = findViolations([parseModule(path, source)]);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toContain(`${layer}: ${path} may not import`);
  });

  it('has a seeded violation for every layer that forbids something', () => {
    const seeded = new Set(seededViolations.map((seed) => seed.layer));
    const restrictive = layers.filter((layer) => !layer.mayImport.includes('**'));
    expect(restrictive.map((layer) => layer.name).filter((name) => !seeded.has(name))).toEqual([]);
  });

  it.each([
    ['src/domain/seed.ts', `import type { Matter } from '../../contracts/index.ts';`],
    ['src/sync/seed.ts', `import { Subject } from 'rxjs';`],
    ['src/sync/seed.test.ts', `import { links } from '../adapters/memory/link-book.ts';`],
    ['plugins/clio/seed.test.ts', `import { describePlugin } from '../../contracts/conformance/index.ts';`],
    ['src/composition/demonstration/seed.ts', `import { start } from '../../../plugins/clio/emulator/index.ts';`],
    ['src/composition/installed-plugins.ts', `import { clio } from '../../plugins/clio/index.ts';`],
  ])('lets %s pass: %s', (path, source) => {
    expect(findViolations([parseModule(path, source)])).toEqual([]);
  });

  it('reports a file that lies in no layer', () => {
    expect(findViolations([parseModule('src/stray.ts', '')])).toEqual(['src/stray.ts lies in no layer of the rule']);
  });

  it('sees a cycle of values, and none where one side is a type', () => {
    const back = parseModule('src/b.ts', `export { a } from './a.ts';`);
    expect(findCycles([parseModule('src/a.ts', `import './b.ts';`), back])).toEqual(['src/a.ts → src/b.ts → src/a.ts']);
    expect(findCycles([parseModule('src/a.ts', `import type { B } from './b.ts';`), back])).toEqual([]);
  });
});
