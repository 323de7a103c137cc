import type { Actor } from './actor.ts';
import { empty, json } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Data } from './body.ts';
import type { Call, Route } from './call.ts';
import { demandFresh, notModified, recordHeaders } from './conditions.ts';
import { notFound } from './errors.ts';
import type { ShapeName } from './field-names.ts';
import { parseFields, project } from './fields.ts';
import type { FieldTree, View } from './fields.ts';
import type { Firm, Searchable } from './firm.ts';
import type { Look } from './look.ts';
import { paginate } from './paging.ts';
import type { Orders } from './paging.ts';
import type { Row } from './rows.ts';
import type { Area } from './settings.ts';
import type { Table } from './table.ts';

/** One kind of record with the routes every kind has. Operations left out have no route. */
export interface Resource<R extends Row> {
  readonly path: string;
  readonly noun: string;
  readonly shape: ShapeName;
  readonly needs: readonly Area[];
  readonly limit?: number;
  /** What lists may be ordered by; null when the parameter is not read. */
  readonly orders: Orders<R> | null;
  readonly search?: Searchable;
  table(firm: Firm): Table<R>;
  view(row: R, look: Look): View;
  /** Rows the user may see, before filters. */
  visible?(call: Call): R[];
  /** Rows a list starts from, when they are fewer than those visible. */
  listed?(call: Call): R[];
  filter?(call: Call, rows: R[]): R[];
  /** The row as this request wants it shown. */
  trim?(call: Call, row: R): R;
  readonly list?: boolean;
  readonly show?: boolean;
  readonly create?: (actor: Actor, data: Data) => R;
  readonly update?: (actor: Actor, draft: R, data: Data) => void;
  readonly remove?: (actor: Actor, row: R) => void;
  /** Rows an update may reach, when they are more than those visible. */
  reachable?(call: Call): R[];
}

export const treeOf = (call: Call, shape: ShapeName): FieldTree => parseFields(call.query.text('fields'), shape);

const visibleRows = <R extends Row>(resource: Resource<R>, call: Call): R[] =>
  resource.visible?.(call) ?? resource.table(call.firm).all();

function find<R extends Row>(resource: Resource<R>, rows: readonly R[], call: Call): R {
  const row = rows.find((candidate) => candidate.id === call.ids[0]);
  if (!row) throw notFound(resource.noun);
  return row;
}

/** Filters every list has. `query` alone reads the lagging index. */
function common<R extends Row>(resource: Resource<R>, call: Call, rows: R[]): R[] {
  const created = call.query.instant('created_since');
  const updated = call.query.instant('updated_since');
  const ids = new Set(call.query.ids('ids[]'));
  const text = resource.search ? call.query.text('query') : null;
  const found =
    text === null || !resource.search ? null : call.firm.search[resource.search].find(text, call.settings.searchLagMs);
  return rows.filter(
    (row) =>
      (created === null || row.created_at > created) &&
      (updated === null || row.updated_at > updated) &&
      (ids.size === 0 || ids.has(row.id)) &&
      (found === null || found.has(row.id)),
  );
}

function shown<R extends Row>(resource: Resource<R>, call: Call, row: R, tree: FieldTree): View {
  return project(resource.view(resource.trim?.(call, row) ?? row, call.look), resource.shape, tree);
}

function list<R extends Row>(resource: Resource<R>, call: Call): Answer {
  const tree = treeOf(call, resource.shape);
  const start = resource.listed?.(call) ?? visibleRows(resource, call);
  const rows = common(resource, call, resource.filter?.(call, start) ?? start);
  const page = paginate(call, rows, resource.limit ?? 200, resource.orders);
  const data = page.rows.map((row) => shown(resource, call, row, tree));
  return json(200, { data, meta: page.meta });
}

/** One record as the answer to a request about it. */
export function one<R extends Row>(call: Call, resource: Resource<R>, row: R, tree: FieldTree, status = 200): Answer {
  return json(status, { data: shown(resource, call, row, tree) }, recordHeaders(row));
}

function show<R extends Row>(resource: Resource<R>, call: Call): Answer {
  const tree = treeOf(call, resource.shape);
  const row = find(resource, visibleRows(resource, call), call);
  return notModified(call, row) ?? one(call, resource, row, tree);
}

function update<R extends Row>(resource: Resource<R>, change: NonNullable<Resource<R>['update']>, call: Call): Answer {
  const tree = treeOf(call, resource.shape);
  const row = find(resource, resource.reachable?.(call) ?? visibleRows(resource, call), call);
  demandFresh(call, row);
  const draft = structuredClone(row);
  change(call, draft, call.data());
  return one(call, resource, resource.table(call.firm).save(draft), tree);
}

/** The routes of a resource. `fields` is checked before anything is written, so a mistake there writes nothing. */
export function routesOf<R extends Row>(resource: Resource<R>): Route[] {
  const { path, needs, create, update: change, remove } = resource;
  const routes: Route[] = [];
  if (resource.list !== false) routes.push({ method: 'GET', path, needs, handle: (call) => list(resource, call) });
  if (resource.show !== false)
    routes.push({ method: 'GET', path: `${path}/:id`, needs, handle: (call) => show(resource, call) });
  if (create) {
    const handle = (call: Call): Answer => {
      const tree = treeOf(call, resource.shape);
      return one(call, resource, create(call, call.data()), tree, 201);
    };
    routes.push({ method: 'POST', path, needs, handle });
  }
  if (change)
    routes.push({ method: 'PATCH', path: `${path}/:id`, needs, handle: (call) => update(resource, change, call) });
  if (remove) {
    const handle = (call: Call): Answer => {
      remove(call, find(resource, visibleRows(resource, call), call));
      return empty(204);
    };
    routes.push({ method: 'DELETE', path: `${path}/:id`, needs, handle });
  }
  return routes;
}
