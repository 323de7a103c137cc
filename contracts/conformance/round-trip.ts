import { expect } from 'vitest';
import type { Draft } from '../objects/target.ts';
import type { FieldLevel, FieldPath, ObjectKind } from '../objects/values.ts';
import type { HeldRecord } from './sandbox.ts';
import { recordIn, type Scene } from './scene.ts';

/** Types whose value a system has no reason to keep in another form. */
const plainTypes: ReadonlySet<string> = new Set(['text', 'longtext', 'email', 'url', 'date']);

/** Prepares, creates and reads back one draft, and insists that nothing was lost on the way. */
export async function roundTrip(scene: Scene, kind: ObjectKind, given: Draft): Promise<void> {
  const syncer = scene.syncer(kind);
  const draft = prepareOnce(scene, kind, given);
  const created = recordIn(await scene.create(kind, draft));
  expect(syncer.differences(draft, created), 'what the answer of the create does not hold').toEqual([]);
  const read = await scene.mustRead(kind, created.ref);
  expect(read, 'a read beside the answer of the create').toEqual(created);
  expect(syncer.differences(draft, read), 'what a read does not hold').toEqual([]);
  expectHeld(scene, kind, draft, await scene.held(kind, created.ref));
}

/** Prepares, and insists that it is pure, that twice is once, and that what is left out is told. */
function prepareOnce(scene: Scene, kind: ObjectKind, given: Draft): Draft {
  const syncer = scene.syncer(kind);
  const before = scene.sandbox.requests();
  const frozen = deepFrozen(structuredClone(given));
  const { draft, notices } = syncer.prepare(frozen);
  expect(syncer.prepare(given), 'the same draft prepared again').toEqual({ draft, notices });
  expect(syncer.prepare(draft), 'a prepared draft prepared again').toEqual({ draft, notices: [] });
  expect(scene.sandbox.requests(), 'requests of prepare').toEqual(before);
  const told = new Set(notices.map(({ field }) => field));
  expect(
    leftOut(given, draft).filter((path) => !told.has(path)),
    'left out in silence',
  ).toEqual([]);
  return draft;
}

function leftOut(given: Draft, draft: Draft): FieldPath[] {
  const fields = Object.entries(given.fields).filter(([path, value]) => !isBlank(value) && isBlank(draft.fields[path]));
  const rows = Object.entries(given.rows).filter(([path, rows]) => {
    const said = rows.filter(({ parts }) => Object.values(parts).some((part) => !isBlank(part)));
    return said.length > (draft.rows[path]?.length ?? 0);
  });
  return [...fields, ...rows].map(([path]) => path);
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && value.replace(/[\p{C}\s]+/gu, '') === '')
  );
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) deepFrozen(member);
  return Object.freeze(value);
}

/** The system itself holds every plain text of the draft; what the plugin says of it does not count here. */
function expectHeld(scene: Scene, kind: ObjectKind, draft: Draft, held: HeldRecord | undefined): void {
  const has = new Set((held?.values ?? []).map(folded));
  const missing = textsOf(scene, kind, draft).filter(([, text]) => !has.has(folded(text)));
  expect(missing, 'texts that the system does not hold').toEqual([]);
  if (kind !== 'note' || draft.fields.format !== 'html') return;
  const words =
    String(draft.fields.body)
      .replace(/<[^>]*>|&\w+;/g, ' ')
      .match(/\p{L}{4,}/gu) ?? [];
  const all = (held?.values ?? []).join(' ');
  expect(
    words.filter((word) => !all.includes(word)),
    'words of the note that the system does not hold',
  ).toEqual([]);
}

function textsOf(scene: Scene, kind: ObjectKind, draft: Draft): [FieldPath, string][] {
  const fields = Object.entries(draft.fields).flatMap(([path, value]): [FieldPath, string][] => {
    return typeof value === 'string' && value !== '' && isPlain(scene, kind, path, draft) ? [[path, value]] : [];
  });
  const rows = Object.entries(draft.rows).flatMap(([path, rows]) => {
    return rows.flatMap(({ parts }) => Object.values(parts).map((part): [FieldPath, string] => [path, part]));
  });
  return [...fields, ...rows];
}

function isPlain(scene: Scene, kind: ObjectKind, path: FieldPath, draft: Draft): boolean {
  if (kind === 'note')
    return path === 'subject' || path === 'date' || (path === 'body' && draft.fields.format !== 'html');
  if (kind === 'relationship') return path === 'label';
  if (kind === 'document') return path === 'name';
  const level: FieldLevel = kind;
  const type = scene.fields[level].find((field) => field.path === path)?.type;
  return type !== undefined && plainTypes.has(type);
}

// Systems join lines and spaces, and fold the case of e-mail addresses; a phone's own form is not the point.
function folded(text: string): string {
  const digits = /^[+()\d][\d\s().+-]*$/.test(text) ? text.replace(/\D/g, '') : text;
  return digits.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
