import type { Link } from '../identity/sync-link.ts';
import { canonicalValue } from './canonical.ts';
import type { Desired } from './desired.ts';
import { changeOf, leaveDeleted } from './plan-linked.ts';
import type { Change } from './plan.ts';
import type { PlanningState } from './planning-state.ts';

/**
 * A new file with the bytes and the name of one that is gone from the source, or a new tie equal to one that is gone,
 * is the same thing under another id: its link changes hands and nothing is sent.
 */
export function planTakeover(desired: Desired, state: PlanningState): Change | undefined {
  const takeover = vanishedTwin(desired, state);
  if (takeover?.targetDeleted) return { ...leaveDeleted(desired, takeover), takeover };
  return (
    takeover &&
    changeOf(desired, {
      action: 'adopt',
      reason: 'The same was carried over before under another id of the source.',
      targetRef: takeover.targetRef,
      takeover,
    })
  );
}

function vanishedTwin(desired: Desired, state: PlanningState): Link | undefined {
  const { sides } = state;
  const present = new Set(sides.desired.map((one) => one.key));
  const taken = new Set(state.changes.flatMap((change) => (change.takeover ? [change.takeover.sourceId] : [])));
  const isTwin = desired.kind === 'document' ? hasBytes(desired) : () => desired.kind === 'relationship';
  const found = [...sides.links.entries()].find(
    ([key, link]) =>
      link.kind === desired.kind &&
      !present.has(key) &&
      !taken.has(link.sourceId) &&
      isTwin(link) &&
      saysTheSame(desired, link, state),
  );
  return found?.[1];
}

function hasBytes({ document }: Desired): (link: Link) => boolean {
  return (link) =>
    document?.sha256 !== undefined && link.document?.uploaded === true && link.document.sha256 === document.sha256;
}

function saysTheSame(desired: Desired, link: Link, state: PlanningState): boolean {
  const { draft, unresolved } = state.resolve(desired);
  return (
    unresolved.length === 0 &&
    Object.entries(draft.fields).every(
      ([path, value]) => link.fields[path]?.sent === state.sides.hash(canonicalValue(value)),
    )
  );
}
