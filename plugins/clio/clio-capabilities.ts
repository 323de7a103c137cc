import type { Capabilities, CreateKey, KindCapability } from '../../contracts/capabilities.ts';
import type { KeyFields } from './key-fields.ts';
import { rowKinds } from './row-kinds.ts';

const rowLimits = Object.fromEntries(
  rowKinds.flatMap(({ path, limit }) => (limit === undefined ? [] : [[path, limit]])),
);

function kind(createKey: CreateKey, essential: readonly string[], createOnly: readonly string[]): KindCapability {
  return { createKey, conditionalUpdate: true, essential, createOnly, rowLimits: {} };
}

/** What Clio can do: contacts and matters are only searchable by our key where the firm let us make the key fields. */
export function capabilitiesWith(
  keyFields: KeyFields,
  times: { readonly deadlineMs: number; readonly settleMs: number },
): Capabilities {
  const contact = kind(
    keyFields.contact === undefined ? 'natural' : 'searchable',
    ['type', 'first_name', 'last_name', 'name'],
    ['type'],
  );
  return {
    kinds: {
      contact: { ...contact, rowLimits },
      matter: kind(keyFields.matter === undefined ? 'natural' : 'searchable', ['client', 'description', 'status'], []),
      relationship: kind('natural', ['matter', 'contact', 'label'], []),
      note: kind('natural', ['matter', 'subject', 'body', 'format'], ['matter']),
      document: kind('searchable', ['matter', 'name'], ['matter']),
    },
    parallelism: 3,
    ...times,
  };
}
