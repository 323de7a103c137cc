import { createHash } from 'node:crypto';
import {
  SteppedClock,
  type FaultKind,
  type HeldRecord,
  type RequestCounts,
  type Sandbox,
  type SandboxFault,
  type SandboxOptions,
  type Struck,
} from '../../contracts/conformance/index.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { RequestPurpose } from '../../contracts/session.ts';
import { type Fault, InMemorySystem, type StoredRecord } from './system.ts';
import { openInMemoryTarget } from './target.ts';

/** There is no wire here, so that an answer is lost in one way only. */
const faults: Partial<Record<FaultKind, Fault>> = {
  'reset-before': 'lost-before',
  'reset-after': 'lost-after',
  refused: 'refused',
};

const mainField = {
  contact: 'last_name',
  matter: 'title',
  relationship: 'label',
  note: 'body',
  document: 'name',
} as const;

export interface InMemorySandboxOptions extends SandboxOptions {
  /** Puts something between the plugin and those who use it. */
  readonly wrap?: (target: CaseManagementTarget, system: InMemorySystem) => CaseManagementTarget;
}

/** A fresh system in memory, opened as a connection would. */
export async function openInMemorySandbox({
  keyFields,
  wrap = (target) => target,
}: InMemorySandboxOptions): Promise<Sandbox> {
  const clock = new SteppedClock('2026-03-02T18:00:00.000Z');
  const system = new InMemorySystem(() => clock.now());
  const counts = { reads: 0, writes: 0, transfers: 0 };
  const open = (): CaseManagementTarget =>
    wrap(openInMemoryTarget(system, { keyFields, meter: meterInto(counts) }), system);
  return {
    target: open(),
    reopen: async () => open(),
    now: () => clock.instant(),
    pass: (ms) => clock.pass(ms),
    people: peopleOf(system),
    strike: (fault) => strike(system, fault),
    holdings: async (kind) => system.ofKind(kind).map(held),
    requests: (): RequestCounts => ({ ...counts }),
    readsAtOnce: 1_000,
    close: async () => {},
  };
}

function meterInto(counts: {
  reads: number;
  writes: number;
  transfers: number;
}): (purpose: RequestPurpose, method: string) => void {
  return (purpose, method) => {
    if (purpose === 'transfer') counts.transfers += 1;
    else counts[method === 'GET' ? 'reads' : 'writes'] += 1;
  };
}

function peopleOf(system: InMemorySystem): Sandbox['people'] {
  return {
    edit: async (kind, ref, text) => system.edit(ref, ({ fields }) => void (fields[mainField[kind]] = text)),
    addEmail: async (ref, address) =>
      system.edit(
        ref,
        ({ rows }) => void (rows.emails = [...(rows.emails ?? []), system.row({ label: 'Home', parts: { address } })]),
      ),
    delete: async (_kind, ref) => system.delete(ref),
    trash: async (ref) => system.edit(ref, (record) => void (record.trashed = true)),
    addVersion: async (ref, bytes) =>
      system.edit(ref, (record) => {
        record.document = {
          version: system.nextVersion(),
          uploaded: true,
          size: bytes.byteLength,
          bytes,
          versions: (record.document?.versions ?? 0) + 1,
        };
      }),
  };
}

function strike(system: InMemorySystem, { how, kind, action, nth = 1, times = 1 }: SandboxFault): Struck | undefined {
  const fault = faults[how];
  if (fault === undefined || action === 'read' || action === 'complete') return undefined;
  const struck = { times: 0 };
  let seen = 0;
  system.fault = (request) => {
    if (request.kind !== kind || !fits(action, request)) return undefined;
    seen += 1;
    if (seen < nth || struck.times >= times) return undefined;
    struck.times += 1;
    return fault;
  };
  return struck;
}

/** A new version is told from a new document by the record that it belongs to. */
function fits(action: SandboxFault['action'], request: { readonly action: string; readonly ref?: string }): boolean {
  if (action === 'add-version') return request.action === 'create' && request.ref !== undefined;
  return request.action === action && (action !== 'create' || request.ref === undefined);
}

function held({ ref, fields, rows, witness, trashed, document }: StoredRecord): HeldRecord {
  const parts = Object.values(rows).flatMap((list) => list.flatMap((row) => Object.values(row.parts)));
  const values = [...Object.values(fields), ...parts, witness].filter((value) => typeof value === 'string');
  return {
    ref,
    values,
    trashed,
    ...(document && {
      file: {
        versions: document.versions,
        whole: document.uploaded,
        size: document.bytes.byteLength,
        sha256: createHash('sha256').update(document.bytes).digest('hex'),
      },
    }),
  };
}
