import type { Instant, TargetRef } from '../../contracts/objects/values.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import type { Run } from '../domain/runs/run.ts';

/** Where a matter stands, for a list: what its latest run came to. */
export const syncStates = ['not-synced', 'syncing', 'synced', 'partial', 'needs-attention', 'failed'] as const;
export type SyncState = (typeof syncStates)[number];

/** A link as a profile shows it. */
export interface LinkInfo {
  readonly targetRef: TargetRef;
  readonly url?: string;
  readonly syncedAt: Instant;
  readonly state: 'synced' | 'uploading' | 'deleted-in-target';
}

export function linkInfo(link: Link): LinkInfo {
  const isUploading = link.document !== undefined && !link.document.uploaded;
  return {
    targetRef: link.targetRef,
    ...(link.url === undefined ? {} : { url: link.url }),
    syncedAt: link.syncedAt,
    state: link.targetDeleted ? 'deleted-in-target' : isUploading ? 'uploading' : 'synced',
  };
}

/** A run that succeeded without a link was a conversion with its toggle off: hired, and nothing carried over. */
export function stateOf(run: Run | undefined, linked: boolean): SyncState {
  const settled = linked ? 'synced' : 'not-synced';
  if (!run) return settled;
  return run.status === 'queued' || run.status === 'running'
    ? 'syncing'
    : run.status === 'succeeded'
      ? settled
      : run.status;
}
