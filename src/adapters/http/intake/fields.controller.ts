import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { sourceFieldTypes } from '../../../../contracts/mappings.ts';
import type { FieldLevel } from '../../../../contracts/objects/values.ts';
import { Refused } from '../../../domain/refusals.ts';
import { defineField, removeField } from '../../../intake/define-field.ts';
import { IntakeDesk } from '../../../intake/intake-desk.ts';
import { listFields, readField } from '../../../intake/read.ts';
import type { IntakeField } from '../../../ports/intake-book.ts';
import { Given } from '../frame/given.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { filledText, id, idFrom } from './intake-values.ts';

const FieldRequest = z.strictObject({
  label: filledText,
  // Rows and the status are read with the object itself: nobody defines another one.
  type: z.enum(sourceFieldTypes).exclude(['rows', 'matter-status']),
  options: z
    .array(z.strictObject({ key: id, label: filledText }))
    .optional()
    .describe('Only for picklists.'),
});

const FieldView = z.object({ level: z.enum(['contact', 'matter']), key: z.string(), ...FieldRequest.shape });

const putOne = declare({
  method: 'PUT',
  path: '/v1/intake/fields/:level/:key',
  summary: 'Defines a custom field of contacts or matters, or redefines it.',
  access: 'operator',
  body: FieldRequest,
  status: 200,
  answer: FieldView,
});

const getOne = declare({
  method: 'GET',
  path: '/v1/intake/fields/:level/:key',
  summary: 'The definition of a custom field.',
  access: 'viewer',
  status: 200,
  answer: FieldView,
  refusals: ['not-found'],
});

const getAll = declare({
  method: 'GET',
  path: '/v1/intake/fields/:level',
  summary: 'The custom fields of contacts or of matters.',
  access: 'viewer',
  status: 200,
  answer: listOf(FieldView),
});

const deleteOne = declare({
  method: 'DELETE',
  path: '/v1/intake/fields/:level/:key',
  summary: 'Removes a custom field; its values are hidden until it is defined again.',
  access: 'operator',
  status: 204,
  refusals: ['not-found'],
});

function levelFrom(value: string): FieldLevel {
  if (value === 'contact' || value === 'matter') return value;
  throw new Refused('invalid-request', 'Fields belong to contacts or to matters.', [
    { path: 'level', message: 'Must be contact or matter.' },
  ]);
}

function viewField({ level, key, label, type, options }: IntakeField) {
  return { level, key, label, type, ...(options ? { options } : {}) };
}

@Controller()
export class IntakeFieldsController {
  constructor(@Inject(IntakeDesk) private readonly desk: IntakeDesk) {}

  @Route(putOne)
  async put(@Given() { caller, params, body }: Input<typeof putOne>) {
    const { options, ...plain } = body;
    const key = { firmId: caller.firmId, level: levelFrom(params.level), key: idFrom(params.key, 'key') };
    return viewField(await defineField(this.desk, { ...key, ...plain, ...(options ? { options } : {}) }));
  }

  @Route(getOne)
  async get(@Given() { caller, params }: Input<typeof getOne>) {
    return viewField(await readField(this.desk, caller.firmId, levelFrom(params.level), idFrom(params.key, 'key')));
  }

  @Route(getAll)
  async list(@Given() { caller, params }: Input<typeof getAll>) {
    return whole((await listFields(this.desk, caller.firmId, levelFrom(params.level))).map(viewField));
  }

  @Route(deleteOne)
  async remove(@Given() { caller, params }: Input<typeof deleteOne>): Promise<void> {
    const key = { level: levelFrom(params.level), key: idFrom(params.key, 'key') };
    await removeField(this.desk, { firmId: caller.firmId, ...key });
  }
}
