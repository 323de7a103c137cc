import type { Actor } from './actor.ts';
import { isDestroyed, listIn, textIn, wholeNumber } from './body.ts';
import type { Data } from './body.ts';
import { invalid } from './errors.ts';
import type { ExternalProperty } from './rows.ts';

/** External properties one document or folder may carry (clio-api facts: documents). */
const MOST = 5;

function existing(rows: readonly ExternalProperty[], operation: Data): ExternalProperty | undefined {
  if (operation['id'] === undefined || operation['id'] === null) return undefined;
  const id = wholeNumber(operation['id'], 'external_properties.id');
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw invalid(`external property ${id} does not exist`);
  return row;
}

/** Applies `external_properties` of a body: an id updates, none appends, `_destroy` deletes. */
export function operateProperties(actor: Actor, rows: ExternalProperty[], data: Data): void {
  const { registrar } = actor.firm;
  for (const operation of listIn(data, 'external_properties')) {
    const row = existing(rows, operation);
    if (row && isDestroyed(operation)) {
      rows.splice(rows.indexOf(row), 1);
      continue;
    }
    const name = textIn(operation, 'name') ?? row?.name ?? '';
    const value = textIn(operation, 'value') ?? row?.value ?? '';
    if (name === '') throw invalid("external property name can't be blank");
    if (row) registrar.touch(Object.assign(row, { name, value }));
    else rows.push(registrar.bear<ExternalProperty>({ name, value }));
  }
  if (rows.length > MOST) throw invalid(`external_properties cannot be more than ${MOST}`);
}
