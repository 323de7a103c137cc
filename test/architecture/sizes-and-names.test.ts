import { describe, expect, it } from 'vitest';
import { functionLengths, isNamedAfterDrawer, lineCount, shareBelow } from './measure-modules.ts';
import { parseModule, readModules } from './read-modules.ts';

const modules = readModules();
const code = modules.filter(({ path }) => !/\.(test|suite)\.tsx?$/.test(path));

describe('sizes', () => {
  it('nine files in ten stay under 200 lines and none goes above 350', () => {
    const sizes = code.map(({ path, source }) => ({ path, lines: lineCount(source) }));
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.filter(({ lines }) => lines > 350)).toEqual([]);
    const lengths = sizes.map(({ lines }) => lines);
    expect(shareBelow(200, lengths)).toBeGreaterThanOrEqual(0.9);
  });

  it('nine functions in ten stay under 30 lines', () => {
    const lengths = code.flatMap(functionLengths);
    expect(lengths.length).toBeGreaterThan(5);
    expect(shareBelow(30, lengths)).toBeGreaterThanOrEqual(0.9);
  });

  it('the ruler measures', () => {
    expect(functionLengths(parseModule('a.ts', 'function a() {\n  return () => 1;\n}'))).toEqual([3, 1]);
    expect(lineCount('one\ntwo\n')).toBe(2);
    expect(shareBelow(30, [10, 29, 30, 31])).toBe(0.5);
  });
});

describe('names', () => {
  it('say what the file does, not where it was put', () => {
    expect(modules.map(({ path }) => path).filter(isNamedAfterDrawer)).toEqual([]);
  });

  it.each(['src/utils/a.ts', 'src/date-helpers.ts', 'src/common.ts', 'src/link-manager.ts', 'src/a/impl/b.ts'])(
    'catches %s',
    (path) => expect(isNamedAfterDrawer(path)).toBe(true),
  );
});
