import type { Instant } from '../../contracts/objects/values.ts';
import type { Clock } from '../../contracts/session.ts';
import { checkMappings } from '../domain/mapping/check-mappings.ts';
import { untouchedCrosswalk } from '../domain/mapping/crosswalk.ts';
import { mappingProblem, type MappingProblem } from '../domain/mapping/mapping-problems.ts';
import { crosswalkNames, valuesThrough } from './crosswalk-values.ts';
import type { MappingSets, OpenMappings } from './mapping-sets.ts';

export interface LiveCheck {
  readonly items: readonly MappingProblem[];
  /** The revision of the mappings that was looked at. */
  readonly revision: number;
  readonly checkedAt: Instant;
}

/** Looks at both systems as they are now, and at the values that the source holds. */
export class CheckLive {
  constructor(private readonly needs: { readonly mappingSets: MappingSets; readonly clock: Pick<Clock, 'now'> }) {}

  async of(firmId: string, integrationId: string): Promise<LiveCheck> {
    const opened = await this.needs.mappingSets.open(firmId, integrationId, { refresh: true });
    return {
      items: [...checkMappings(opened.set), ...(await unmatched(opened))],
      revision: opened.integration.mappingRevision,
      checkedAt: new Date(this.needs.clock.now()).toISOString(),
    };
  }
}

/** Values that would stay behind, counted by the records that hold them. */
async function unmatched({ set, source }: OpenMappings): Promise<MappingProblem[]> {
  const problems: MappingProblem[] = [];
  for (const name of crosswalkNames(set)) {
    const crosswalk = set.crosswalks.find((one) => one.name === name) ?? untouchedCrosswalk(name);
    const values = (await valuesThrough(crosswalk, set, source)).filter(({ match }) => match.is === 'unmatched');
    const count = values.reduce((sum, value) => sum + value.count, 0);
    if (count > 0) problems.push(mappingProblem('options-unmatched', { crosswalk: name, count }));
  }
  return problems;
}
