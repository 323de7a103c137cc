import { companies } from './companies.ts';
import { fields } from './fields.ts';
import { disputeMatters } from './matters/disputes.ts';
import { familyMatters } from './matters/families.ts';
import { standard } from './matters/standard.ts';
import { people } from './people.ts';
import type { SampleFirm } from './types.ts';

export { largeDocument } from './large-document.ts';
export type * from './types.ts';

/** A small invented firm, as untidy as a real one. Companies stand before the people who name them. */
export const sampleFirm: SampleFirm = {
  fields,
  contacts: [...companies, ...people],
  matters: [standard, ...familyMatters, ...disputeMatters],
};
