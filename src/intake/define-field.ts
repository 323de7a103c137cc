import { type FieldProblem, Refused } from '../domain/refusals.ts';
import type { IntakeField } from '../ports/intake-book.ts';
import type { IntakeDesk } from './intake-desk.ts';

/** Defines or redefines a custom field. Values that were put before stay as they are. Throws `invalid-request`. */
export async function defineField(desk: IntakeDesk, field: IntakeField): Promise<IntakeField> {
  const problems = problemsOf(field);
  if (problems.length > 0) throw new Refused('invalid-request', 'The field cannot be defined like this.', problems);
  await desk.storage.books.intake.saveField(field);
  return field;
}

/** The values of the field stay hidden until it is defined again. Throws `not-found`. */
export async function removeField(
  desk: IntakeDesk,
  field: Pick<IntakeField, 'firmId' | 'level' | 'key'>,
): Promise<void> {
  const removed = await desk.storage.books.intake.removeField(field.firmId, field.level, field.key);
  if (!removed) throw new Refused('not-found', 'There is no such field in the intake.');
}

function problemsOf({ type, options }: IntakeField): FieldProblem[] {
  const isPicklist = type === 'picklist' || type === 'multipicklist';
  if (!isPicklist) return options === undefined ? [] : [{ path: 'options', message: 'Only a picklist has options.' }];
  if (!options || options.length === 0) return [{ path: 'options', message: 'A picklist needs at least one option.' }];
  const keys = options.map(({ key }) => key);
  return keys.flatMap((key, at) =>
    keys.indexOf(key) === at ? [] : [{ path: `options.${at}.key`, message: 'Another option has this key.' }],
  );
}
