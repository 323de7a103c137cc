import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import { IntentAlreadyOpen } from '../ports/intent-journal.ts';
import type { Round } from './apply-round.ts';
import { giveUpOnFailure, handleLost, handleRejected } from './apply-setbacks.ts';
import type { Update } from './apply-update.ts';
import { describeChange, type Happening } from './describe-change.ts';
import { documentBase } from './link-after.ts';
import { openIntent } from './open-intent.ts';
import { recordOutcome, transferOf } from './record-outcome.ts';

/** What the run says of the rest of the record, which was written before its bytes. */
type Told = Pick<Happening, 'notes' | 'written'>;

/** A new version for changed bytes, or an upload that is taken up again. */
export async function applyBytes(round: Round, update: Update, link: Link, told: Told): Promise<void> {
  if (update.change.bytes === 'resume') return resume(round, update, link, told);
  await addVersion(round, update, link, told);
}

async function resume(round: Round, update: Update, link: Link, told: Told): Promise<void> {
  const { change, desired, record, draft } = update;
  if (!desired.document) return;
  const version = record.document?.version ?? link.document?.version ?? '';
  const document = documentBase(desired, version, false);
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, { outcome: 'waiting', record, ...told }),
    link: { ...link, ...(document && { document }) },
    transfer: transferOf(round.deps, round.context, round.runId, {
      sourceId: desired.sourceId,
      record,
      draft,
      document: desired.document,
    }),
  });
}

async function addVersion(round: Round, update: Update, link: Link, told: Told): Promise<void> {
  const { change, desired, record, draft } = update;
  const content = desired.document;
  if (!content) return;
  let outcome: WriteOutcome;
  let intentId: string;
  try {
    const versionBefore = record.document?.version;
    const intent = await openIntent(round, desired, {
      action: 'add-version',
      draft,
      targetRef: record.ref,
      ...(versionBefore !== undefined && { versionBefore }),
    });
    intentId = intent.id;
    outcome = await giveUpOnFailure(round, intent, () =>
      round.context.opened.target.documents.addVersion(record, draft, content),
    );
    if (outcome.kind === 'unknown') return await handleLost(round, change, intent, outcome);
    if (outcome.kind === 'rejected') return await handleRejected(round, change, outcome.reason, intent);
  } catch (failure) {
    if (!(failure instanceof IntentAlreadyOpen)) throw failure;
    round.wake(round.deps.clock.now() + round.sides.capabilities.settleMs / 6);
    return;
  }
  const now = outcome.record;
  const document = documentBase(desired, now.document?.version ?? '', outcome.kind !== 'accepted');
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, {
      outcome: outcome.kind === 'accepted' ? 'waiting' : 'applied',
      record: now,
      ...told,
    }),
    link: { ...link, ...(document && { document }) },
    intentId,
    settlesQuestion: true,
    ...(outcome.kind === 'accepted' && {
      transfer: transferOf(round.deps, round.context, round.runId, {
        sourceId: desired.sourceId,
        record: now,
        ticket: outcome.ticket,
        draft,
        document: content,
      }),
    }),
  });
}
