import fc from 'fast-check';
import type { TargetField } from '../mappings.ts';
import type { Draft } from '../objects/target.ts';
import type { FieldLevel, FieldPath, FieldValue, Row, TargetRef } from '../objects/values.ts';
import type { Scene } from './scene.ts';
import { personOnly, rowOf, sourceRows, type SourceRows } from './vocabulary.ts';

/** Texts that systems are known to lose, cut or change. */
export const awkwardTexts = [
  'O’Neil-García',
  'Jose\u0301 Nu\u0301n\u0303ez',
  '李小龙',
  'محمد عبد الله',
  'שרה כהן',
  '👩🏽‍⚖️ & <b>Sons</b>',
  'a"b\\c/d',
  '%7B{x}[y]&q=1#z',
  'n/a',
  'null',
  '0',
  'Łukasz Żółć',
  'İstanbul ẞ',
  'x\u00a0y',
  '  two  spaces  ',
  'tab\there',
  'line\r\nbreak',
  'zero\u200bwidth',
  "Robert'); DROP TABLE--",
  '=1+1',
  'ﬁne',
] as const;

const text = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...awkwardTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
);
/** Holds at least one letter after any cleaning. */
const name = fc.tuple(fc.constantFrom('Ana', 'Zoë', '李', 'Omar'), text).map(([word, rest]) => `${word}${rest}`);
const block = fc.array(name, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const day = fc.oneof(
  fc.constantFrom('1900-01-01', '2000-02-29', '1969-12-31', '1970-01-01', '2026-12-31'),
  fc
    .date({ min: new Date('1901-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);
const tag = fc.constantFrom('p', 'b', 'i', 'em', 'strong', 'u', 'ul', 'h2', 'span', 'blockquote');
const html = fc
  .array(
    fc.tuple(
      tag,
      fc.oneof(
        fc.constantFrom('agreed & signed', 'caf\u00e9', 'a &lt; b', '&amp;nbsp;', '👩🏽‍⚖️ spoke'),
        fc.lorem({ maxCount: 4 }),
      ),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.map(([tag, words]) => `<${tag}>${words}</${tag}>`).join(''));

/** Records that generated values may refer to. */
export interface Surroundings {
  readonly contact: TargetRef;
  readonly company: TargetRef;
  readonly matter: TargetRef;
}

/** Values of a field by its type; `undefined` where none can be made up. */
function valueOf(field: TargetField, around: Surroundings): fc.Arbitrary<FieldValue> | undefined {
  const options = (field.options ?? []).map(({ id }) => id);
  switch (field.type) {
    case 'text':
      return name;
    case 'longtext':
      return block;
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.constantFrom('0', '7', '-3', '12.5', '1000000', '007');
    case 'money':
      return fc.constantFrom('0.00', '1500.00', '19.99', '1500');
    case 'date':
      return day;
    case 'time':
      return fc.constantFrom('00:00', '09:30', '23:59');
    case 'picklist':
    case 'user':
      return options.length > 0 ? fc.constantFrom(...options) : undefined;
    case 'email':
      return fc.constantFrom('ana@example.test', 'o.neil+law@sub.example.test');
    case 'url':
      return fc.constantFrom('https://example.test/a?b=1&c=%20', 'https://example.test');
    case 'contact':
      return fc.constant(field.custom ? around.contact : around.company);
    case 'matter':
      return fc.constant(around.matter);
    case 'rows':
    case 'matter-status':
      break;
  }
  // Rows and states have generators of their own.
  return undefined;
}

/** Any part of the model, never with `undefined` in it. */
function anyOf<Value>(model: Readonly<Record<string, fc.Arbitrary<Value>>>): fc.Arbitrary<Record<string, Value>> {
  const some = fc.record({ ...model }, { requiredKeys: [], noNullPrototype: true });
  return some.map((record) =>
    Object.fromEntries(Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
  );
}

function someFields(
  scene: Scene,
  level: FieldLevel,
  except: readonly FieldPath[],
  around: Surroundings,
): fc.Arbitrary<Record<FieldPath, FieldValue>> {
  const model: Record<FieldPath, fc.Arbitrary<FieldValue>> = {};
  for (const field of scene.fields[level]) {
    const value = field.writable && !except.includes(field.path) ? valueOf(field, around) : undefined;
    if (value) model[field.path] = value;
  }
  return anyOf(model);
}

const label = fc.constantFrom(undefined, 'Work', 'home', 'Personal', 'Mobile', 'Ex-wife’s', '');

function rowArbitrary(source: SourceRows): fc.Arbitrary<Row> {
  const awkward: Readonly<Record<SourceRows, readonly Row['parts'][]>> = {
    emails: [{ address: 'n/a' }, { address: 'ÄNA@Example.TEST' }, { address: ' ana@example.test ' }, { address: '' }],
    phones: [
      { number: '(305) 555-0142' },
      { number: '305.555.0142 x12' },
      { number: 'ask Maria' },
      { number: '+44 20 7946 0018' },
    ],
    addresses: [{ street: '12 Main St\nApt 4' }, { city: 'Zürich' }, { country: 'US' }, { street: '', city: ' ' }],
    websites: [{ url: 'example.test' }, { url: 'https://example.test/' }],
  };
  const usual = fc.nat({ max: 9999 }).map((n) => rowOf(source, `r${n}`).parts);
  const parts = fc.oneof(fc.constantFrom(...awkward[source]), usual);
  return fc.tuple(label, parts).map(([label, parts]) => ({ ...(label !== undefined && { label }), parts }));
}

function someRows(scene: Scene): fc.Arbitrary<Record<FieldPath, Row[]>> {
  const model: Record<FieldPath, fc.Arbitrary<Row[]>> = {};
  for (const source of sourceRows) {
    const path = scene.words.find('contact', source);
    if (path !== undefined) model[path] = fc.array(rowArbitrary(source), { maxLength: 4 });
  }
  return anyOf(model);
}

function person(scene: Scene, around: Surroundings): fc.Arbitrary<Draft> {
  const { words } = scene;
  const others = someFields(
    scene,
    'contact',
    ['type', ...words.paths('contact', ['company_name', 'first_name', 'last_name'])],
    around,
  );
  const names = fc.record(
    { [words.need('contact', 'first_name')]: name, [words.need('contact', 'last_name')]: name },
    { noNullPrototype: true },
  );
  return fc
    .tuple(others, names, someRows(scene))
    .map(([fields, names, rows]) => ({ fields: { type: 'person', ...fields, ...names }, rows }));
}

function company(scene: Scene, around: Surroundings): fc.Arbitrary<Draft> {
  const path = scene.words.need('contact', 'company_name');
  const others = someFields(
    scene,
    'contact',
    ['type', path, ...scene.words.paths('contact', personOnly), 'title'],
    around,
  );
  return fc
    .tuple(others, name, someRows(scene))
    .map(([fields, name, rows]) => ({ fields: { type: 'company', ...fields, [path]: name }, rows }));
}

export function contactDrafts(scene: Scene, around: Surroundings): fc.Arbitrary<Draft> {
  return fc.oneof({ weight: 3, arbitrary: person(scene, around) }, { weight: 1, arbitrary: company(scene, around) });
}

export function matterDrafts(scene: Scene, around: Surroundings): fc.Arbitrary<Draft> {
  const { words } = scene;
  const [status, title] = [words.need('matter', 'status'), words.mainField('matter')];
  // The day of opening belongs to an open matter; other days of the vendor's go with states that a sync never sets.
  const opened = words.find('matter', 'hired_at');
  const days = scene.fields.matter.filter((field) => field.type === 'date' && !field.custom).map(({ path }) => path);
  const others = someFields(scene, 'matter', ['client', status, title, ...days], around);
  const state = fc.oneof(
    fc.constant({ [status]: 'pending' }),
    day.map((date) => ({ [status]: 'open', ...(opened !== undefined && { [opened]: date }) })),
  );
  return fc.tuple(others, state, name).map(([fields, state, name]) => ({
    fields: { client: around.contact, ...fields, ...state, [title]: name },
    rows: {},
  }));
}

const long = fc.constant('A line of a long note, with an é in it.\n'.repeat(512));

export function noteDrafts({ matter }: Surroundings): fc.Arbitrary<Draft> {
  const body = fc.oneof(
    { weight: 3, arbitrary: fc.record({ format: fc.constant('text'), body: block }) },
    { weight: 3, arbitrary: fc.record({ format: fc.constant('html'), body: html }) },
    { weight: 1, arbitrary: fc.record({ format: fc.constant('text'), body: long }) },
  );
  return fc
    .tuple(body, fc.record({ subject: name, date: day }, { requiredKeys: ['subject'] }))
    .map(([body, more]) => ({ fields: { matter, ...more, ...body }, rows: {} }));
}

export function relationshipDrafts({ matter, contact, company }: Surroundings): fc.Arbitrary<Draft> {
  return fc
    .tuple(name, fc.constantFrom(contact, company))
    .map(([label, contact]) => ({ fields: { matter, contact, label }, rows: {} }));
}

export function documentDrafts({ matter }: Surroundings): fc.Arbitrary<Draft> {
  return fc
    .tuple(name, fc.constantFrom('.pdf', '.docx', '.eml', ''))
    .map(([name, ending]) => ({ fields: { matter, name: `${name}${ending}` }, rows: {} }));
}
