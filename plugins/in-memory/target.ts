import type { Capabilities, CreateKey, KindCapability } from '../../contracts/capabilities.ts';
import type { FieldPath, ObjectKind } from '../../contracts/objects/values.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { RequestPurpose } from '../../contracts/session.ts';
import { InMemoryDocuments } from './documents.ts';
import { fieldsOf } from './fields.ts';
import { type Count, InMemorySyncer } from './syncer.ts';
import type { InMemorySystem } from './system.ts';

const essential: Readonly<Record<ObjectKind, readonly FieldPath[]>> = {
  contact: ['type', 'first_name', 'last_name', 'name'],
  matter: ['client', 'title', 'status'],
  relationship: ['matter', 'contact', 'label'],
  note: ['matter', 'subject', 'body', 'format'],
  document: ['matter', 'name'],
};

/** With key fields, contacts, matters and documents carry our key; notes and ties never do. */
export function capabilitiesOf(keyFields: boolean): Capabilities {
  const kind = (of: ObjectKind, createKey: CreateKey, createOnly: readonly FieldPath[]): KindCapability => ({
    createKey,
    conditionalUpdate: true,
    essential: essential[of],
    createOnly,
    rowLimits: { emails: 20, phones: 20, addresses: 20 },
  });
  const key = keyFields ? 'searchable' : 'natural';
  return {
    kinds: {
      contact: kind('contact', key, ['type']),
      matter: kind('matter', key, []),
      relationship: kind('relationship', 'natural', []),
      note: kind('note', 'natural', ['matter']),
      document: kind('document', 'searchable', ['matter']),
    },
    parallelism: 3,
    deadlineMs: 20_000,
    settleMs: 30_000,
  };
}

/** Opens the account. `meter` is told of each request that a real system would have got. */
export function openInMemoryTarget(
  system: InMemorySystem,
  options: { readonly keyFields: boolean; readonly meter: (purpose: RequestPurpose, method: string) => void },
): CaseManagementTarget {
  const count: Count = (method) => options.meter('object', method);
  return {
    capabilities: capabilitiesOf(options.keyFields),
    contacts: new InMemorySyncer('contact', system, count),
    matters: new InMemorySyncer('matter', system, count),
    relationships: new InMemorySyncer('relationship', system, count),
    notes: new InMemorySyncer('note', system, count),
    documents: new InMemoryDocuments(system, count, () => options.meter('transfer', 'PUT')),
    verify: async () => ({ id: 'memory', name: 'In memory', timeZone: 'America/Los_Angeles' }),
    setUp: async ({ keyFields }) => ({ keyFields }),
    fields: async (level) => fieldsOf(system, level),
  };
}
