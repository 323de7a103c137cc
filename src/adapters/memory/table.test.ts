import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyOf } from './copy.ts';
import { comparePositions, compareTexts, pageOf, type Position } from './paging.ts';
import { NotUnique, Table } from './table.ts';
import { UndoLog } from './undo-log.ts';

interface Row {
  readonly id: string;
  readonly colour?: string;
}

const id = fc.constantFrom('a', 'b', 'c', 'd');
const colour = fc.constantFrom('red', 'blue');
type Step =
  | { readonly act: 'put'; readonly id: string; readonly colour: string | undefined }
  | { readonly act: 'delete'; readonly id: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('put' as const), id, colour: fc.option(colour, { nil: undefined }) }),
  fc.record({ act: fc.constant('delete' as const), id }),
);
const steps = fc.array(step, { maxLength: 12 });

function newTable() {
  const undo = new UndoLog();
  const table = new Table<Row, 'colour'>(undo, (row) => row.id, { colour: (row) => row.colour });
  const take = (given: Step): void => {
    if (given.act === 'delete') table.delete(given.id);
    else table.put(given.colour === undefined ? { id: given.id } : { id: given.id, colour: given.colour });
  };
  const state = () => ({ all: table.all(), red: table.by('colour', 'red'), blue: table.by('colour', 'blue') });
  return { undo, table, take, state };
}

describe('tables in memory', () => {
  it('are after a rollback as they were at the last commit, with their indexes and their order', () => {
    fc.assert(
      fc.property(steps, steps, steps, (before, undone, after) => {
        const one = newTable();
        const other = newTable();
        for (const given of before) {
          one.take(given);
          other.take(given);
        }
        one.undo.commit();
        other.undo.commit();
        for (const given of undone) one.take(given);
        one.undo.rollBack();
        expect(one.state()).toEqual(other.state());
        for (const given of after) {
          one.take(given);
          other.take(given);
        }
        expect(one.state()).toEqual(other.state());
      }),
    );
  });

  it('have indexes that agree with their rows', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { take, state } = newTable();
        for (const given of all) take(given);
        const { all: rows, red, blue } = state();
        expect(red).toEqual(rows.filter((row) => row.colour === 'red'));
        expect(blue).toEqual(rows.filter((row) => row.colour === 'blue'));
      }),
    );
  });

  it('insert a key once', () => {
    const { table } = newTable();
    table.insert({ id: 'a' });
    expect(() => table.insert({ id: 'a' })).toThrow(NotUnique);
  });

  it('do what was put off to the commit only then, and never after a rollback', () => {
    const { undo } = newTable();
    const done: string[] = [];
    undo.onCommit(() => done.push('never'));
    undo.rollBack();
    undo.onCommit(() => done.push('once'));
    expect(done).toEqual([]);
    undo.commit();
    undo.commit();
    expect(done).toEqual(['once']);
  });
});

describe('copies', () => {
  it('equal plain data, whatever its keys, and share nothing with it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy = copyOf(value);
        expect(copy).toStrictEqual(value);
        expect(copy !== value || typeof value !== 'object' || value === null).toBe(true);
      }),
    );
  });

  it('leave undefined keys out and keep a key named __proto__', () => {
    expect(copyOf({ a: undefined, b: [{ c: undefined }] })).toStrictEqual({ b: [{}] });
    const odd: unknown = JSON.parse('{"__proto__":{"x":1}}');
    expect(JSON.stringify(copyOf(odd))).toBe('{"__proto__":{"x":1}}');
  });
});

describe('pages', () => {
  const text = fc.string({ unit: 'binary', maxLength: 3 });

  it('compare texts by their code points', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareTexts(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });

  it('are together the whole in order, in both directions', () => {
    const positions = fc.uniqueArray(fc.tuple(text, fc.nat({ max: 3 })), {
      selector: ([a, b]) => JSON.stringify([a, b]),
    });
    fc.assert(
      fc.property(positions, fc.integer({ min: 1, max: 4 }), fc.boolean(), (items, limit, down) => {
        const order = down ? 'descending' : 'ascending';
        const sorted = items.toSorted(comparePositions);
        const read: Position[] = [];
        let cursor: string | undefined;
        do {
          const page = pageOf(items, cursor === undefined ? { limit } : { limit, cursor }, (item) => item, order);
          read.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        expect(read).toEqual(down ? sorted.toReversed() : sorted);
      }),
    );
  });
});
