import type { ObjectKind } from '../../../contracts/objects/values.ts';

/** `kind:sourceId`, unique within one source connection; also the id of a change within its run. */
export type ObjectKey = `${ObjectKind}:${string}`;

export function objectKey(kind: ObjectKind, sourceId: string): ObjectKey {
  return `${kind}:${sourceId}`;
}

export function isObjectKey(text: string): text is ObjectKey {
  return /^(?:contact|matter|relationship|note|document):/.test(text);
}
