import type { Holdings } from './holdings.ts';
import type { Part } from './office-markup.ts';
import type { Fact } from './office-parts.ts';
import { contactLink, matterLink } from './office-references.ts';
import type { CustomField, ValueRow } from './rows.ts';

/** Custom values by the names of their fields; a deleted field is not shown, nor is one without a value. */
export const customValueFacts = (holdings: Holdings, rows: readonly ValueRow[]): Fact[] =>
  rows.flatMap(({ fieldId, value }): Fact[] => {
    const field = holdings.customFields.find((candidate) => candidate.id === fieldId);
    if (!field || field.deleted || value === null) return [];
    return [[field.name, [inWords(holdings, field, value)]]];
  });

function inWords(holdings: Holdings, field: CustomField, value: NonNullable<ValueRow['value']>): Part {
  switch (field.field_type) {
    case 'checkbox':
      return value === true ? 'Yes' : 'No';
    case 'picklist':
      return field.options.find((option) => option.id === value)?.option ?? String(value);
    case 'contact':
      return contactLink(holdings, Number(value));
    case 'matter':
      return matterLink(holdings, Number(value));
    default:
      return String(value);
  }
}
