import type { Capabilities, CreateKey, KindCapability } from '../../contracts/capabilities.ts';
import type { Draft, TargetRecord } from '../../contracts/objects/target.ts';
import { objectKinds } from '../../contracts/objects/values.ts';
import { likenessReader } from '../../src/domain/identity/likeness.ts';
import type { ContactCandidate } from '../../src/domain/identity/match-contact.ts';
import type { BothSides, FoundContact, OpenDecision } from '../../src/domain/planning/both-sides.ts';
import { canonicalRow, canonicalValue } from '../../src/domain/planning/canonical.ts';
import type { Choice } from '../../src/domain/runs/attention.ts';
import { defaultSettings, type SyncSettings } from '../../src/domain/settings/sync-settings.ts';
import { firmMappings, firmRows } from './firm-mappings.ts';
import { openHash } from './open-hash.ts';
import { firmZone } from './source-family.ts';

export const firmSettings: SyncSettings = { ...defaultSettings, timeZone: firmZone };

function kindCapability(createKey: CreateKey): KindCapability {
  return { createKey, conditionalUpdate: true, createOnly: [], rowLimits: { emails: 20, phones: 20 } };
}

export const firmCapabilities: Capabilities = {
  kinds: {
    contact: kindCapability('searchable'),
    matter: kindCapability('searchable'),
    relationship: kindCapability('natural'),
    note: kindCapability('natural'),
    document: kindCapability('searchable'),
  },
  parallelism: 3,
  deadlineMs: 20_000,
  settleMs: 30_000,
};

const likenessOf = likenessReader(firmRows);

/** A target that normalises nothing: a field differs where its value does, a row where no row is equal. */
export function plainDifferences(desired: Draft, actual: TargetRecord): string[] {
  const fields = Object.keys(desired.fields).filter(
    (path) => canonicalValue(desired.fields[path]) !== canonicalValue(actual.fields[path]),
  );
  const rows = Object.entries(desired.rows).filter(([path, wanted]) => {
    const held = new Set((actual.rows[path] ?? []).map(canonicalRow));
    return wanted.some((row) => !held.has(canonicalRow(row)));
  });
  return [...fields, ...rows.map(([path]) => path)];
}

/** Both sides of a firm where nothing was ever synced, but for what is said. */
export function bothSides(parts: Partial<BothSides> = {}): BothSides {
  return {
    matterId: 'm1',
    desired: [],
    links: new Map(),
    named: new Map(),
    mappings: firmMappings,
    mappingProblems: [],
    awaiting: new Map(),
    moving: new Set(),
    records: new Map(),
    candidates: new Map(),
    gone: new Map(),
    clientMatters: [],
    belongings: new Map(),
    decisions: new Map(),
    decided: new Map(),
    read: new Set(objectKinds),
    settings: firmSettings,
    capabilities: firmCapabilities,
    statusField: 'status',
    titleField: 'description',
    verify: false,
    retryRefused: false,
    hash: openHash,
    likenessOf,
    differences: (_kind, desired, actual) => plainDifferences(desired, actual),
    ...parts,
  };
}

/** A contact that the look-up found, free to be taken unless said otherwise. */
export function foundContact(
  record: TargetRecord,
  state: Partial<Pick<ContactCandidate, 'somebodyElse' | 'carriesOurKey'>> = {},
): FoundContact {
  return {
    record,
    likeness: likenessOf(record),
    shared: false,
    asked: false,
    somebodyElse: false,
    carriesOurKey: false,
    ...state,
  };
}

export function openDecision(choice: Choice, targetRef?: string): OpenDecision {
  const made = { choice, by: 'maria', at: '2026-03-01T17:30:00.000Z', code: 'asked' };
  return targetRef === undefined ? made : { ...made, targetRef };
}
