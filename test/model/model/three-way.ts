import type { SyncSettings } from '../../../src/domain/settings/sync-settings.ts';
import type { Cell, Cells, History } from './ledger.ts';

export interface Weighing {
  readonly origin: History['origin'];
  readonly settings: Pick<SyncSettings, 'conflicts' | 'restoreEdits'>;
  /** Note texts and documents: where both sides changed, the target's stays whatever the policy says. */
  readonly keepsTarget: boolean;
}

type Verdict = 'leave' | 'write' | 'take-as-base' | 'keep-edit' | 'keep-conflict' | 'overwrite' | 'keep-adopted';

/** Rules, section 4, row by row. `undefined` is blank. */
function weigh(source: Cell | undefined, target: Cell | undefined, base: Cell | undefined, by: Weighing): Verdict {
  if (source === undefined) return 'leave';
  const policy = by.settings.conflicts === 'source' && !by.keepsTarget ? 'overwrite' : 'keep-conflict';
  if (base === undefined) {
    if (target === undefined) return 'write';
    if (source === target) return 'take-as-base';
    return by.origin === 'created' ? policy : 'keep-adopted';
  }
  if (target === base) return source === base ? 'leave' : 'write';
  if (source === base) return by.settings.restoreEdits ? 'write' : 'keep-edit';
  return source === target ? 'take-as-base' : policy;
}

/** Whether the table has a field written. */
export function isWritten(
  field: string,
  source: Cell | undefined,
  history: History,
  settings: Weighing['settings'],
): boolean {
  const verdict = weigh(source, history.rec.fields[field], history.bases[field], {
    origin: history.origin,
    settings,
    keepsTarget: false,
  });
  return verdict === 'write' || verdict === 'overwrite';
}

/** Carries the fields of a projection into a record by the table, and remembers what was sent. */
export function carryFields(
  wanted: Cells,
  history: History,
  settings: Weighing['settings'],
  keepsTarget: readonly string[] = [],
): void {
  for (const [field, source] of Object.entries(wanted)) {
    const by = { origin: history.origin, settings, keepsTarget: keepsTarget.includes(field) };
    const verdict = weigh(source, history.rec.fields[field], history.bases[field], by);
    if (verdict === 'write' || verdict === 'overwrite') history.rec.fields[field] = source;
    if (verdict === 'write' || verdict === 'overwrite' || verdict === 'take-as-base') history.bases[field] = source;
  }
}
