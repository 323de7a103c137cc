import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureSteps } from '../../contracts/failures.ts';
import { mappingProblems } from '../../src/domain/mapping/mapping-problems.ts';
import { fieldCodes } from '../../src/domain/planning/field-notes.ts';
import { refusals } from '../../src/domain/refusals.ts';
import { parseModule, readModules } from '../architecture/read-modules.ts';
import { codesIn } from './codes-in-source.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/errors.md'), 'utf8');

interface Row {
  readonly section: string;
  readonly cells: readonly string[];
}

const rows: readonly Row[] = page.split(/^## /m).flatMap((section) =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => ({
      section: section.split('\n')[0] ?? '',
      cells: line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    })),
);
const rowOf = (section: string, code: string) =>
  rows.find((row) => row.section === section && row.cells[0] === code)?.cells;
const listed = new Set(rows.map(({ cells }) => cells[0]));

/** Reasons of a rejection reach a run only behind `target-`. */
const rejections = ['invalid', 'stale', 'absent', 'forbidden', 'locked'];
const speaking = /^(src\/(domain|sync)|plugins\/[\w-]+)\/(?!emulator\/).*(?<!\.test)\.ts$/;
const written = readModules()
  .filter(({ path }) => speaking.test(path))
  .flatMap(({ path, program }) => codesIn(program).map((code) => ({ ...code, path })));
const used = new Set(written.map(({ code }) => code));

describe('docs/errors.md', () => {
  it.each(Object.entries(refusals))('says what %s means and what to do', (code, { title, action }) => {
    expect(rowOf('Refused requests', code)).toEqual([code, `${title}.`, action]);
  });

  it.each(Object.entries(fieldCodes))('says what %s means for a field', (code, { message, lossy }) => {
    expect(rowOf('Fields of an object', code)).toEqual([code, message.replaceAll('’', "'"), lossy ? 'yes' : '']);
  });

  it.each(Object.entries(mappingProblems))('says what %s means for a mapping', (code, { meaning, action, weight }) => {
    expect(rowOf('Mappings', code)).toEqual([code, meaning, action, weight]);
  });

  it('lists no problem of mappings that there is not', () => {
    const listed = rows.filter(({ section }) => section === 'Mappings').map(({ cells }) => cells[0]);
    expect(new Set(listed)).toEqual(new Set(Object.keys(mappingProblems)));
  });

  it('says of the notes of plugins which of them lose something', () => {
    const ofPlugins = rows.filter(
      ({ section, cells }) => section === 'Fields of an object' && !((cells[0] ?? '') in fieldCodes),
    );
    const harmless = new Set(written.filter((one) => one.harmless).map(({ code }) => code));
    expect(harmless.size).toBeGreaterThan(3);
    for (const { cells } of ofPlugins)
      expect([cells[0], cells[2]]).toEqual([cells[0], harmless.has(cells[0] ?? '') ? '' : 'yes']);
  });

  it.each(Object.keys(failureSteps))('lists the failure %s', (kind) => {
    expect(rowOf('Failures of other systems', kind)).toBeDefined();
  });

  // The others always end as needs-reconnect.
  it.each(Object.entries(failureSteps).filter(([, step]) => step !== 'reconnect'))(
    'says what a run means by target-%s',
    (kind) => {
      expect(rowOf('Runs that ended as a whole', `target-${kind}`)).toBeDefined();
    },
  );

  it.each(rejections)('lists the rejection %s', (code) => {
    expect(rowOf('Objects of a run', `target-${code}`)).toBeDefined();
  });

  it('lists every code that is written anywhere in the line or in a plugin', () => {
    expect(used.size).toBeGreaterThan(20);
    expect([...used].filter((code) => !listed.has(code) && !rejections.includes(code))).toEqual([]);
  });
});

/** The tables that say what codes mean; that a code stands there does not raise it. */
const tables = new Set([
  'src/domain/planning/field-notes.ts',
  'src/domain/mapping/mapping-problems.ts',
  'src/domain/refusals.ts',
]);
const raising = readModules().filter(({ path }) => /^src\/.*(?<!\.test)\.ts$/.test(path) && !tables.has(path));
const isRaised = (code: string) => raising.some(({ source }) => source.includes(`'${code}'`));

describe('every code', () => {
  it.each([
    ['of mappings', mappingProblems],
    ['of fields', fieldCodes],
    ['of refusals', refusals],
  ])('%s is raised somewhere', (_what, codes) => {
    expect(Object.keys(codes).filter((code) => !isRaised(code))).toEqual([]);
    expect(isRaised('no-such-code')).toBe(false);
  });
});

describe('the reader of codes', () => {
  it.each([
    [`const a = { code: 'one' };`, ['one']],
    [`const a = { code: b ? 'one' : 'two' };`, ['one', 'two']],
    [`const a = { code: 'one' as const };`, ['one']],
    [`keeper.fail('one', 'in words');`, ['one']],
    [`askWho(desired, 'one', 'why', []);`, ['one']],
    [`const a = { code };`, []],
  ])('reads %s', (source, codes) =>
    expect(codesIn(parseModule('a.ts', source).program)).toEqual(codes.map((code) => ({ code, harmless: false }))),
  );

  it.each([`const a = { code: 'one', harmless: true };`, `mention('one', 'in words');`])(
    'knows that %s loses nothing',
    (source) => {
      expect(codesIn(parseModule('a.ts', source).program)).toEqual([{ code: 'one', harmless: true }]);
    },
  );
});
