import type { FieldOption } from '../../../contracts/mappings.ts';
import type { FieldPath } from '../../../contracts/objects/values.ts';
import { fold } from '../identity/fold.ts';
import { refusals } from '../refusals.ts';
import { type Crosswalk, crosswalkNameOf, fieldOfCrosswalk } from './crosswalk.ts';
import type { FieldMapping, FieldsByPath, MappingSet } from './field-mapping.ts';
import { type MappingProblemCode, mappingProblems } from './mapping-problems.ts';
import { problemOfRow } from './row-problem.ts';
import type { NamedField, NamedOption, SetupCrosswalk, SetupDocument, SetupMapping } from './setup-document.ts';
import { readTemplate } from './template.ts';
import type { Transform } from './transform.ts';

/** Something of a document that has no place in this integration. */
export interface Unplaced {
  readonly what: 'mapping' | 'crosswalk' | 'crosswalk-line';
  /** What it is called in the document. */
  readonly label: string;
  readonly code: MappingProblemCode | 'target-field-taken';
}

/** Why it has no place, in words. */
export function reasonOf({ code }: Unplaced): string {
  return code === 'target-field-taken' ? `${refusals[code].title}.` : mappingProblems[code].meaning;
}

export interface PlacedSetup {
  readonly rows: readonly Pick<FieldMapping, 'level' | 'sourceField' | 'targetField' | 'transforms' | 'eraseBlank'>[];
  readonly crosswalks: readonly Crosswalk[];
  readonly unplaced: readonly Unplaced[];
}

/**
 * Finds the fields and choices that a document speaks of among those of this integration: in the integration that it
 * comes from by path and id, elsewhere by name and type. What cannot be placed is listed, and nothing is guessed.
 */
export function placeSetup(document: SetupDocument, set: MappingSet, integrationId: string): PlacedSetup {
  const placing = new Placing(set, document.integrationId === integrationId);
  for (const mapping of document.mappings) placing.placeRow(mapping);
  for (const crosswalk of document.crosswalks) placing.placeCrosswalk(crosswalk);
  return placing.placed();
}

class Placing {
  private readonly rows: FieldMapping[] = [];
  private readonly crosswalks: Crosswalk[] = [];
  private readonly unplaced: Unplaced[] = [];

  constructor(
    private readonly set: MappingSet,
    private readonly isOwn: boolean,
  ) {}

  placed(): PlacedSetup {
    const { rows, crosswalks, unplaced } = this;
    return { rows, crosswalks, unplaced };
  }

  placeRow({ level, source, target, transforms, templateFields = [], eraseBlank }: SetupMapping): void {
    const label = `${source.label} → ${target.label}`;
    const miss = (code: Unplaced['code']) => void this.unplaced.push({ what: 'mapping', label, code });
    const from = this.find(source, this.set.sourceFields[level]);
    const to = this.find(target, this.set.targetFields[level]);
    if (from === undefined) return miss('source-field-missing');
    if (to === undefined) return miss('target-field-missing');
    const named = new Map(templateFields.map((field) => [field.path, this.find(field, this.set.sourceFields[level])]));
    const row: FieldMapping = {
      id: `placed:${level}:${to}`,
      level,
      sourceField: from,
      targetField: to,
      locked: false,
      transforms: transforms.map((transform) => renamed(transform, named)),
      eraseBlank,
    };
    if (this.rows.some((one) => one.level === level && one.targetField === to)) return miss('target-field-taken');
    const problem = problemOfRow(row, this.set);
    if (problem) return miss(problem.code);
    this.rows.push(row);
  }

  placeCrosswalk(crosswalk: SetupCrosswalk): void {
    const name = this.nameOf(crosswalk);
    if (name === undefined) {
      this.unplaced.push({
        what: 'crosswalk',
        label: crosswalk.target?.label ?? crosswalk.name,
        code: 'target-field-missing',
      });
      return;
    }
    const options = name === 'label' ? undefined : this.optionsOf(name);
    const fallback = crosswalk.fallback && this.option(crosswalk.fallback, options);
    if (crosswalk.fallback && fallback === undefined) this.missLine(crosswalk.fallback.label);
    const isHeadless = crosswalk.policy === 'default' && fallback === undefined;
    this.crosswalks.push({
      name,
      policy: isHeadless ? 'leave-empty' : crosswalk.policy,
      ...(fallback !== undefined && { fallback }),
      table: crosswalk.table.flatMap(({ from, to }) => {
        const found = to === null ? null : this.option(to, options);
        if (found === undefined) this.missLine(`${from} → ${to?.label}`);
        return found === undefined ? [] : [{ from, to: found }];
      }),
    });
  }

  private missLine(label: string): void {
    this.unplaced.push({ what: 'crosswalk-line', label, code: 'option-gone' });
  }

  private find(
    named: NamedField,
    fields: FieldsByPath<NamedField & { readonly custom: boolean }>['contact'],
  ): FieldPath | undefined {
    const same = fields.get(named.path);
    // At home a field that is gone is gone: another one of its name may be meant for something else.
    if (this.isOwn) return same?.path;
    if (same && !same.custom && same.type === named.type) return same.path;
    const alike = [...fields.values()].filter(
      ({ label, type }) => type === named.type && fold(label) === fold(named.label),
    );
    return alike.length === 1 ? alike[0]?.path : undefined;
  }

  private nameOf({ name, level, target }: SetupCrosswalk): string | undefined {
    if (!level || !target) return name;
    const path = this.find(target, this.set.targetFields[level]);
    return path === undefined ? undefined : `${level}:${path}`;
  }

  private optionsOf(name: string): readonly FieldOption[] {
    const owner = fieldOfCrosswalk(name);
    if (owner) return this.set.targetFields[owner.level].get(owner.path)?.options ?? [];
    return [...this.set.rows.filter(({ locked }) => locked), ...this.rows].flatMap((row) => {
      const field = this.set.targetFields[row.level].get(row.targetField);
      return field && crosswalkNameOf(row, field.type) === name ? (field.options ?? []) : [];
    });
  }

  /** By id at home, by label elsewhere; a text is itself. */
  private option({ id, label }: NamedOption, options: readonly FieldOption[] | undefined): string | undefined {
    if (!options) return id;
    if (this.isOwn && options.some((one) => one.id === id)) return id;
    const ids = new Set(options.filter((one) => fold(one.label) === fold(label)).map((one) => one.id));
    return ids.size === 1 ? [...ids][0] : undefined;
  }
}

/** A template speaks of the fields by the paths that they have here. */
function renamed(transform: Transform, named: ReadonlyMap<FieldPath, FieldPath | undefined>): Transform {
  if (transform.kind !== 'template') return transform;
  const pieces = readTemplate(transform.template) ?? [{ text: transform.template }];
  const texts = pieces.map((piece) =>
    'field' in piece
      ? `{${named.get(piece.field) ?? piece.field}}`
      : piece.text.replaceAll('{', '{{').replaceAll('}', '}}'),
  );
  return { kind: 'template', template: texts.join('') };
}
