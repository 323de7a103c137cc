import { badRequest } from './errors.ts';
import { SHAPES } from './field-names.ts';
import type { ShapeName } from './field-names.ts';
import type { Shape } from './shape.ts';

/** A record before projection: plain values, and nested records (or lists of them) behind getters. */
export type View = Record<string, unknown>;

/** The parsed `fields` parameter: each name with the names in its braces, or null when it had none. */
export type FieldTree = ReadonlyMap<string, readonly string[] | null>;

/** Nested records come back capped (clio-api facts: paging). */
const NESTED_CAP = 200;

// What a record, or a nested one without braces, shows when nothing was asked of it by name.
const DEFAULTS: Partial<Record<ShapeName, readonly string[]>> = {
  Contact: ['id', 'etag', 'name', 'initials', 'type'],
};
const BARE: Partial<Record<ShapeName, readonly string[]>> = {
  CustomFieldValue: ['id', 'value'],
  CustomFieldValue_base: ['id', 'value'],
  MultipartHeader_base: ['name', 'value'],
  Multipart: ['part_number', 'put_url', 'put_headers'],
};

const shapeOf = (name: string): Shape => SHAPES[name as ShapeName];
const identity = (shape: Shape): string[] => ['id', 'etag'].filter((name) => shape.scalars.has(name));
const notAField = (text: string, name: string): Error => badRequest(`${text}: ${name} is not a valid field`);

interface Term {
  readonly name: string;
  readonly inner: string | null;
}

/** Splits at the commas outside braces. A brace inside a brace is left in `inner` for the caller to refuse. */
function terms(text: string): Term[] {
  const found: Term[] = [];
  const pieces = text.matchAll(/\s*([^,{}]+?)\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}\s*)?(?:,|$)/gy);
  let end = 0;
  for (const piece of pieces) {
    found.push({ name: piece[1] ?? '', inner: piece[2] ?? null });
    end = piece.index + piece[0].length;
  }
  if (end < text.length) throw badRequest(`${text}: ${text.slice(end)} is not a valid field`);
  return found;
}

function innerNames(text: string, inner: string, child: Shape): string[] {
  const names = terms(inner).map((term) => {
    if (term.inner !== null) throw notAField(text, term.name);
    if (!child.scalars.has(term.name) && !(term.name in child.nested)) throw notAField(text, term.name);
    return term.name;
  });
  if (names.length === 0) throw notAField(text, '{}');
  return names;
}

/** Reads `fields` strictly: an unknown name or a second level of braces refuses the whole request with 400. */
export function parseFields(text: string | null, shapeName: ShapeName): FieldTree {
  const shape = shapeOf(shapeName);
  if (text === null || text.trim() === '') {
    return new Map((DEFAULTS[shapeName] ?? identity(shape)).map((name) => [name, null]));
  }
  const tree = new Map<string, readonly string[] | null>();
  for (const { name, inner } of terms(text)) {
    const child = shape.nested[name];
    if (child === undefined && !shape.scalars.has(name)) throw notAField(text, name);
    if (child === undefined && inner !== null) throw notAField(text, inner);
    tree.set(name, inner === null || child === undefined ? null : innerNames(text, inner, shapeOf(child)));
  }
  return tree;
}

function projectNested(value: unknown, shapeName: string, names: readonly string[] | null): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    return value.slice(0, NESTED_CAP).map((item: unknown) => projectNested(item, shapeName, names));
  }
  const view = value as View;
  if (view['redacted'] === true) return { id: view['id'], redacted: true };
  const shape = shapeOf(shapeName);
  const wanted = names ?? BARE[shapeName as ShapeName] ?? identity(shape);
  return projectNames(
    view,
    shape,
    wanted.map((name) => [name, null]),
  );
}

function projectNames(view: View, shape: Shape, wanted: Iterable<readonly [string, readonly string[] | null]>): View {
  const out: View = {};
  for (const [name, inner] of wanted) {
    const child = shape.nested[name];
    out[name] = child === undefined ? (view[name] ?? null) : projectNested(view[name], child, inner);
  }
  return out;
}

/** Reduces a record to exactly the fields asked for. */
export const project = (view: View, shapeName: ShapeName, tree: FieldTree): View =>
  projectNames(view, shapeOf(shapeName), tree);
