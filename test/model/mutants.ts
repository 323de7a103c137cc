import type { Patch, RowStep } from '../../contracts/objects/target.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { ObjectSyncer } from '../../contracts/ports/object-syncer.ts';
import type * as folding from '../../src/domain/identity/fold.ts';
import type * as matching from '../../src/domain/identity/match-contact.ts';
import type * as calendar from '../../src/domain/mapping/calendar.ts';
import type * as converting from '../../src/domain/mapping/convert-value.ts';
import type * as bases from '../../src/domain/planning/canonical.ts';
import type * as planning from '../../src/domain/planning/make-plan.ts';
import type * as attachments from '../../src/domain/planning/plan-attachment.ts';
import type * as documents from '../../src/domain/planning/plan-document.ts';
import type * as matters from '../../src/domain/planning/plan-matter.ts';
import type * as fields from '../../src/domain/planning/three-way-field.ts';
import type * as rows from '../../src/domain/planning/three-way-rows.ts';
import type * as settings from '../../src/domain/settings/sync-settings.ts';

/** A mistake that somebody could make: a function of the planner that is replaced, or a syncer that misbehaves. */
export interface Mutant {
  readonly name: string;
  /** Below `src/domain/`, with what it exports instead. */
  readonly module?: { readonly path: string; readonly exports: (original: never) => object };
  readonly target?: (target: CaseManagementTarget) => CaseManagementTarget;
}

const inModule = <Module>(name: string, path: string, exports: (original: Module) => Partial<Module>): Mutant => ({
  name,
  module: { path, exports },
});

type Kind = 'contacts' | 'matters' | 'notes' | 'relationships';

const inSyncer = (name: string, kind: Kind, change: (original: ObjectSyncer) => Partial<ObjectSyncer>): Mutant => ({
  name,
  target: (target) => withParts(target, { [kind]: withParts(target[kind], change(target[kind])) }),
});

/** The original with some of its members replaced; whatever is left keeps its own `this`. */
function withParts<Whole extends object>(whole: Whole, parts: Partial<Whole>): Whole {
  return new Proxy(whole, {
    get(original, name) {
      const value: unknown = Reflect.get(name in parts ? parts : original, name);
      return typeof value === 'function' && !(name in parts) ? (value.bind(original) as unknown) : value;
    },
  });
}

const appended = (steps: readonly RowStep[]): RowStep[] =>
  steps.map((one) => (one.step === 'change' ? { step: 'add', row: one.row } : one));
const appending = (patch: Patch): Patch => ({
  fields: patch.fields,
  rows: Object.fromEntries(Object.entries(patch.rows).map(([path, steps]) => [path, appended(steps)])),
});

const threeWay: readonly Mutant[] = [
  inModule<typeof fields>('overwrites what a person edited', 'planning/three-way-field.ts', ({ decideField }) => ({
    decideField: (facts) => decideField({ ...facts, restoreEdits: true }),
  })),
  inModule<typeof fields>('lets the target win every conflict', 'planning/three-way-field.ts', ({ decideField }) => ({
    decideField: (facts) => decideField({ ...facts, policy: 'target' }),
  })),
  inModule<typeof fields>('lets the source win in notes', 'planning/three-way-field.ts', ({ decideField }) => ({
    decideField: (facts) => decideField({ ...facts, policy: facts.policy === 'keep-text' ? 'source' : facts.policy }),
  })),
  inModule<typeof fields>('treats adopted records as its own', 'planning/three-way-field.ts', ({ decideField }) => ({
    decideField: (facts) => decideField({ ...facts, ours: true }),
  })),
  inModule<typeof fields>('forgets its history', 'planning/three-way-field.ts', ({ decideField }) => ({
    decideField: (facts) => decideField({ ...facts, base: undefined }),
  })),
  inModule<typeof fields>('fills no blanks', 'planning/three-way-field.ts', ({ decideField }) => ({
    decideField: (facts) => (facts.base || !facts.targetBlank ? decideField(facts) : 'leave'),
  })),
  inModule<typeof rows>('brings deleted rows back', 'planning/three-way-rows.ts', ({ planRows }) => ({
    planRows: (facts) => planRows({ ...facts, restoreEdits: true }),
  })),
  inModule<typeof rows>('leaves dropped rows', 'planning/three-way-rows.ts', ({ planRows }) => ({
    planRows: (facts) => {
      const plan = planRows(facts);
      return { ...plan, entries: plan.entries.filter((entry) => entry.become !== 'remove') };
    },
  })),
  inModule<typeof rows>('forgets which rows are its own', 'planning/three-way-rows.ts', ({ planRows }) => ({
    planRows: (facts) => planRows({ ...facts, bases: [] }),
  })),
  inModule<typeof rows>('does not see rows that people typed', 'planning/three-way-rows.ts', ({ planRows }) => ({
    planRows: (facts) =>
      planRows({ ...facts, target: facts.target.filter((row) => facts.bases.some((base) => base.rowId === row.id)) }),
  })),
];

const identity: readonly Mutant[] = [
  inModule<typeof matching>('adopts whoever may be the same', 'identity/match-contact.ts', ({ matchContact }) => ({
    matchContact: (contact, candidates) => {
      const match = matchContact(contact, candidates);
      return match.verdict === 'ask' && match.refs[0] !== undefined ? { verdict: 'adopt', ref: match.refs[0] } : match;
    },
  })),
  inModule<typeof matching>('never adopts', 'identity/match-contact.ts', () => ({
    matchContact: () => ({ verdict: 'create' }),
  })),
  inModule<typeof matching>(
    'takes a contact that is tied to another',
    'identity/match-contact.ts',
    ({ matchContact }) => ({
      matchContact: (contact, candidates) =>
        matchContact(
          contact,
          candidates.map((one) => ({ ...one, somebodyElse: false })),
        ),
    }),
  ),
  inModule<typeof matching>('ignores birth dates', 'identity/match-contact.ts', ({ matchContact }) => ({
    matchContact: (contact, candidates) => matchContact({ ...contact, birthDate: '' }, candidates),
  })),
  inModule<typeof matching>('takes spouses for one person', 'identity/match-contact.ts', ({ matchContact }) => ({
    matchContact: (contact, candidates) =>
      matchContact(
        contact,
        candidates.map((one) => ({ ...one, likeness: { ...one.likeness, firstName: contact.firstName } })),
      ),
  })),
  inModule<typeof folding>('compares phones as they are typed', 'identity/fold.ts', () => ({
    foldPhone: (number) => number ?? '',
  })),
  inModule<typeof folding>('compares names as they are typed', 'identity/fold.ts', () => ({
    fold: (text) => text ?? '',
  })),
];

const projection: readonly Mutant[] = [
  inModule<typeof bases>('never sees a change', 'planning/canonical.ts', () => ({ fingerprintOf: () => 'same' })),
  inModule<typeof bases>('always sees a change', 'planning/canonical.ts', ({ fingerprintOf }) => {
    let count = 0;
    return { fingerprintOf: (...facts) => `${fingerprintOf(...facts)} ${count++}` };
  }),
  inModule<typeof calendar>('opens matters on the day in London', 'mapping/calendar.ts', ({ dayOf }) => ({
    dayOf: (text) => dayOf(text, 'UTC'),
  })),
  inModule<typeof converting>('never opens a matter', 'mapping/convert-value.ts', ({ convertValue }) => ({
    convertValue: (value, field, zone) =>
      field.type === 'matter-status' ? { value: 'pending' } : convertValue(value, field, zone),
  })),
  inModule<typeof settings>('does not ask the toggles', 'settings/sync-settings.ts', () => ({
    scopeOf: () => ({ documents: true, notes: true, relationships: true }),
  })),
];

const planners: readonly Mutant[] = [
  inModule<typeof matters>(
    'makes a matter beside the one typed by hand',
    'planning/plan-matter.ts',
    ({ planMatter }) => ({
      planMatter: (desired, state) => planMatter(desired, withSides(state, { clientMatters: [] })),
    }),
  ),
  inModule<typeof attachments>(
    'brings deleted notes back',
    'planning/plan-attachment.ts',
    ({ planAttachment, planNewAttachment }) => ({
      planAttachment: (desired, state) => {
        const change = planAttachment(desired, state);
        return change.code === 'deleted-in-target' ? planNewAttachment(desired, state) : change;
      },
    }),
  ),
  inModule<typeof attachments>('makes equal ties twice', 'planning/plan-attachment.ts', ({ planAttachment }) => ({
    planAttachment: (desired, state) => {
      const change = planAttachment(desired, state);
      return change.code === 'folded' ? { ...change, action: 'create', code: 'unfolded' } : change;
    },
  })),
  inModule<typeof documents>('puts its file on top of a person’s', 'planning/plan-document.ts', ({ planDocument }) => ({
    planDocument: (desired, state) => {
      const { question: _dropped, code: _code, ...change } = planDocument(desired, state);
      return change.action === 'ask'
        ? { ...change, action: 'update', bytes: 'add-version' }
        : planDocument(desired, state);
    },
  })),
  inModule<typeof documents>(
    'sends a file again that has a new id',
    'planning/plan-document.ts',
    ({ planDocument }) => ({
      planDocument: (desired, state) => {
        const { takeover, ...change } = planDocument(desired, state);
        return takeover ? { ...change, action: 'create', bytes: 'create' } : planDocument(desired, state);
      },
    }),
  ),
  inModule<typeof planning>('gives equal plans unequal hashes', 'planning/make-plan.ts', ({ makePlan }) => {
    let count = 0;
    return { makePlan: (sides) => ({ ...makePlan(sides), hash: `plan ${count++}` }) };
  }),
];

const withSides = <State extends { readonly sides: object }>(state: State, change: Partial<State['sides']>): State =>
  withParts(state, { sides: { ...state.sides, ...change } } as Partial<State>);

const syncers: readonly Mutant[] = [
  inSyncer('sends a create twice', 'contacts', (original) => ({
    create: async (draft, options) => {
      await original.create(draft, options);
      return original.create(draft, options);
    },
  })),
  inSyncer('appends rows instead of changing them', 'contacts', (original) => ({
    update: (read, patch) => original.update(read, appending(patch)),
  })),
  inSyncer('sees no differences', 'contacts', () => ({ differences: () => [] })),
  inSyncer('finds nobody', 'contacts', (original) => ({
    locate: async (query) => (query.by === 'likeness' ? [] : original.locate(query)),
  })),
  inSyncer('finds nobody by name', 'contacts', (original) => ({
    locate: async (query) => {
      const found = await original.locate(query);
      const emails =
        query.by === 'likeness'
          ? Object.values(query.draft.rows)
              .flat()
              .map((row) => row.parts.address)
          : [];
      return query.by === 'likeness' && emails.every((address) => address === undefined) ? [] : found;
    },
  })),
  inSyncer('takes every record for gone', 'notes', () => ({ read: async () => new Map() })),
  inSyncer('does not write what it says it wrote', 'matters', (original) => ({
    update: async (read) => ({ kind: 'applied', record: (await original.read([read.ref])).get(read.ref) ?? read }),
  })),
];

/** Every one of these must be caught by the stories. */
export const mutants: readonly Mutant[] = [...threeWay, ...identity, ...projection, ...planners, ...syncers];
