import fc from 'fast-check';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import type { Transform } from '../../src/domain/mapping/transform.ts';

/** The fields of the intake, with the one value that each holds; the last one of the contact is blank. */
export const sources = {
  contact: { a: 'Ana', b: 'Berg', a2: 'Ana', language: 'Xhosa', empty: '' },
  matter: { fee: '0.10', deposit: '1999999999.99', fee2: '0.10', owed: '' },
} as const;

export const targets = {
  contact: ['First line', 'Second line', 'Third line', 'Language'],
  matter: ['First amount', 'Second amount'],
} as const;

export const clioLanguages = ['English', 'Zulu', 'Sotho'];

export interface ModelRow {
  readonly level: FieldLevel;
  readonly source: string;
  readonly target: string;
  readonly transform: 'none' | 'default' | 'template';
  readonly eraseBlank: boolean;
}

export interface ModelCrosswalk {
  /** The choice of Clio that the table names for the contact's language. */
  readonly to?: string | undefined;
  readonly fallback?: string | undefined;
}

/** One edit of the mappings; `row` counts round among those there are. */
export type Edit =
  | { readonly edit: 'add'; readonly row: ModelRow }
  | { readonly edit: 'change'; readonly at: number; readonly patch: Partial<Omit<ModelRow, 'level'>> }
  | { readonly edit: 'remove'; readonly at: number }
  | { readonly edit: 'crosswalk'; readonly crosswalk: ModelCrosswalk };

export const transformsOf: Readonly<Record<ModelRow['transform'], readonly Transform[]>> = {
  none: [],
  default: [{ kind: 'default', value: 'unknown' }],
  template: [{ kind: 'template', template: '{custom:a} & {custom:b}' }],
};

const level = fc.constantFrom<FieldLevel>('contact', 'matter');
const transform = fc.constantFrom<ModelRow['transform']>('none', 'none', 'default', 'template');
const sourceOf = (of: FieldLevel) => fc.constantFrom(...Object.keys(sources[of]));
const targetOf = (of: FieldLevel) => fc.constantFrom<string>(...targets[of]);

const row: fc.Arbitrary<ModelRow> = level.chain((of) => {
  const parts = {
    level: fc.constant(of),
    source: sourceOf(of),
    target: targetOf(of),
    transform,
    eraseBlank: fc.boolean(),
  };
  return fc.record(parts, { noNullPrototype: true });
});

const patch = fc.oneof(
  level.chain(sourceOf).map((source) => ({ source })),
  level.chain(targetOf).map((target) => ({ target })),
  transform.map((transform) => ({ transform })),
  fc.boolean().map((eraseBlank) => ({ eraseBlank })),
);
const language = fc.constantFrom(undefined, 'English', 'Zulu');
const at = fc.nat({ max: 5 });

const edit = fc.oneof(
  { weight: 4, arbitrary: row.map((row): Edit => ({ edit: 'add', row })) },
  { weight: 5, arbitrary: fc.record({ edit: fc.constant('change' as const), at, patch }) },
  { weight: 2, arbitrary: fc.record({ edit: fc.constant('remove' as const), at }) },
  {
    weight: 3,
    arbitrary: fc
      .record({ to: language, fallback: language })
      .map((crosswalk): Edit => ({ edit: 'crosswalk', crosswalk })),
  },
);
/** Without it hardly any story gets as far as the crosswalk. */
const listFirst: Edit = {
  edit: 'add',
  row: { level: 'contact', source: 'language', target: 'Language', transform: 'none', eraseBlank: true },
};

export const edits: fc.Arbitrary<readonly Edit[]> = fc
  .tuple(fc.boolean(), fc.array(edit, { minLength: 4, maxLength: 14 }))
  .map(([begins, all]) => (begins ? [listFirst, ...all] : all));

interface Edited {
  readonly rows: ModelRow[];
  readonly crosswalk: ModelCrosswalk | undefined;
}

/** What Clio must hold after each edit and the sync that follows: the rules of mappings in a few lines. */
export class MappingModel {
  rows: ModelRow[] = [];
  /** None until somebody saves one. */
  crosswalk: ModelCrosswalk | undefined;
  readonly held = new Map<string, string>();
  /** Target fields that hold what a row there is wrote. */
  private readonly ours = new Set<string>();

  /** The rows after the edit; `undefined` where nobody could make it. */
  after(edit: Edit): Edited | undefined {
    const { rows, crosswalk } = this;
    if (edit.edit === 'crosswalk')
      return rows.some(({ target }) => target === 'Language') ? { rows, crosswalk: edit.crosswalk } : undefined;
    if (edit.edit === 'add') return isSound([...rows, edit.row]) ? { rows: [...rows, edit.row], crosswalk } : undefined;
    const chosen = rows[edit.at % Math.max(rows.length, 1)];
    if (!chosen) return undefined;
    const others = rows.filter((one) => one !== chosen);
    if (edit.edit === 'remove') return { rows: others, crosswalk };
    const changed = rows.map((one) => (one === chosen ? { ...one, ...edit.patch } : one));
    return isSound(changed) ? { rows: changed, crosswalk } : undefined;
  }

  /** Takes the edit as made and synced; gives the target fields whose value in Clio changes. */
  sync(next: Edited): string[] {
    const before = new Map(this.held);
    this.rows = next.rows;
    this.crosswalk = next.crosswalk;
    const mapped = new Set(this.rows.map(({ target }) => target));
    for (const target of this.ours) if (!mapped.has(target)) this.ours.delete(target);
    for (const row of this.rows) this.carry(row);
    return [...new Set([...before.keys(), ...this.held.keys()])].filter(
      (target) => before.get(target) !== this.held.get(target),
    );
  }

  private carry({ level, source, target, transform, eraseBlank }: ModelRow): void {
    const given = (sources[level] as Record<string, string>)[source] ?? '';
    const value = transform === 'template' ? 'Ana & Berg' : given === '' && transform === 'default' ? 'unknown' : given;
    if (value === '') {
      if (eraseBlank && this.ours.has(target)) this.held.delete(target);
      return;
    }
    const written = target === 'Language' ? (this.crosswalk?.to ?? this.crosswalk?.fallback) : value;
    if (written === undefined) return;
    this.held.set(target, written);
    this.ours.add(target);
  }
}

function isSound(rows: readonly ModelRow[]): boolean {
  const taken = new Set(rows.map(({ target }) => target));
  return taken.size === rows.length && rows.every(isFitting);
}

function isFitting({ level, source, target, transform }: ModelRow): boolean {
  if (!(source in sources[level]) || !(targets[level] as readonly string[]).includes(target)) return false;
  if (level === 'matter') return transform === 'none';
  if (target === 'Language') return source === 'language' && transform === 'none';
  return source !== 'language' ? true : transform !== 'default';
}
