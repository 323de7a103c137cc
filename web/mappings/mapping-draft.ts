import type { Mapping } from '../api/answers.ts';
import type { Level, Transform, TransformKind } from './mapping-answers.ts';

/** A field as the drop-downs hold it: the level goes with it, so that choosing a field chooses the level. */
export interface ChosenField {
  readonly level: Level;
  readonly path: string;
}

/** A mapping as it stands in a form. */
export interface MappingDraft {
  readonly source: ChosenField | undefined;
  readonly target: ChosenField | undefined;
  readonly transforms: readonly Transform[];
  readonly eraseBlank: boolean;
}

export type CompleteMapping = Pick<Mapping, 'level' | 'sourceField' | 'targetField' | 'transforms' | 'eraseBlank'>;

export const emptyDraft: MappingDraft = { source: undefined, target: undefined, transforms: [], eraseBlank: false };

export function draftOf({ level, sourceField, targetField, transforms, eraseBlank }: Mapping): MappingDraft {
  return {
    source: { level, path: sourceField },
    target: { level, path: targetField },
    transforms,
    eraseBlank,
  };
}

/** What can be sent of a draft; `undefined` as long as a field is missing. */
export function completed({ source, target, transforms, eraseBlank }: MappingDraft): CompleteMapping | undefined {
  if (!source || !target) return undefined;
  const { level, path: sourceField } = source;
  return { level, sourceField, targetField: target.path, transforms: [...transforms], eraseBlank };
}

/** The order in which transforms make sense: a template stands first, and a default fills what is still blank. */
const order: readonly TransformKind[] = ['template', 'join', 'date-format', 'default'];

/** With the transform of a kind, or without it. One that is there keeps its place: the order is part of what it does. */
export function withTransform(
  transforms: readonly Transform[],
  kind: TransformKind,
  transform: Transform | undefined,
): Transform[] {
  if (!transform) return transforms.filter((one) => one.kind !== kind);
  if (transforms.some((one) => one.kind === kind))
    return transforms.map((one) => (one.kind === kind ? transform : one));
  const at = transforms.findIndex((one) => order.indexOf(one.kind) > order.indexOf(kind));
  return at === -1 ? [...transforms, transform] : transforms.toSpliced(at, 0, transform);
}

/** The transforms that another source field can still have: the others speak of what the field before held. */
export function transformsFor(transforms: readonly Transform[], isSameType: boolean): readonly Transform[] {
  return isSameType ? transforms : transforms.filter(({ kind }) => kind === 'template');
}
