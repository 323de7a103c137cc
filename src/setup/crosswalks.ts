import { isDeepStrictEqual } from 'node:util';
import type { FieldOption } from '../../contracts/mappings.ts';
import { fold } from '../domain/identity/fold.ts';
import { type Crosswalk, untouchedCrosswalk } from '../domain/mapping/crosswalk.ts';
import type { MappingSet } from '../domain/mapping/field-mapping.ts';
import { type FieldProblem, Refused } from '../domain/refusals.ts';
import type { Storage } from '../ports/storage.ts';
import { type CrosswalkValue, crosswalkNames, optionsOf, rowsThrough, valuesThrough } from './crosswalk-values.ts';
import { findIntegration } from './integrations.ts';
import { type MappingSets, maxAgeMs, raiseRevision } from './mapping-sets.ts';

/** A crosswalk as it is shown: what the target offers, what the source holds, and what becomes of each value. */
export interface ShownCrosswalk extends Crosswalk {
  /** What the fields behind it are called in the target. */
  readonly fields: readonly string[];
  readonly options: readonly FieldOption[];
  readonly values: readonly CrosswalkValue[];
}

/** How the lists of the two systems line up; belongs to the integration, so that locked rows have one too. */
export class Crosswalks {
  constructor(private readonly needs: { readonly storage: Storage; readonly mappingSets: MappingSets }) {}

  async names(firmId: string, integrationId: string): Promise<string[]> {
    return crosswalkNames((await this.needs.mappingSets.open(firmId, integrationId, { maxAgeMs })).set);
  }

  async of(firmId: string, integrationId: string, asked: string): Promise<ShownCrosswalk> {
    const { set, source } = await this.needs.mappingSets.open(firmId, integrationId, { maxAgeMs });
    const crosswalk = crosswalkIn(set, nameOf(asked, set));
    return { ...crosswalk, ...sidesOf(crosswalk.name, set), values: await valuesThrough(crosswalk, set, source) };
  }

  /** Replaces the table and the policy. Throws `invalid-value` for what leads nowhere. */
  async put(
    firmId: string,
    integrationId: string,
    asked: string,
    given: Omit<Crosswalk, 'name'>,
  ): Promise<ShownCrosswalk> {
    // Read anew: what is chosen here must be there now.
    const { set } = await this.needs.mappingSets.open(firmId, integrationId, { refresh: true });
    const crosswalk = { ...given, name: nameOf(asked, set) };
    const problems = problemsOf(crosswalk, sidesOf(crosswalk.name, set).options);
    if (problems.length > 0) throw new Refused('invalid-value', 'The crosswalk leads nowhere.', problems);
    await this.needs.storage.inTransaction(async (books) => {
      const integration = await findIntegration(books, firmId, integrationId, true);
      const kept = (await books.crosswalks.ofIntegration(integrationId)).find(({ name }) => name === crosswalk.name);
      const untouched = { ...untouchedCrosswalk(crosswalk.name), integrationId, firmId };
      const next = { ...crosswalk, integrationId, firmId };
      if (isDeepStrictEqual(kept ?? untouched, next)) return;
      await books.crosswalks.save(next);
      await raiseRevision(books, integration);
    });
    return this.of(firmId, integrationId, crosswalk.name);
  }
}

/** By its own name, or by the target field whose values go through it. */
function nameOf(asked: string, set: MappingSet): string {
  const names = crosswalkNames(set);
  if (names.includes(asked)) return asked;
  const byField = names.find((name) => rowsThrough(name, set).some(({ row }) => row.targetField === asked));
  if (byField === undefined)
    throw new Refused('not-found', 'No mapping of this integration goes through such a crosswalk.');
  return byField;
}

function crosswalkIn({ crosswalks }: MappingSet, name: string): Crosswalk {
  return crosswalks.find((one) => one.name === name) ?? untouchedCrosswalk(name);
}

function sidesOf(name: string, set: MappingSet): Pick<ShownCrosswalk, 'fields' | 'options'> {
  const feeding = rowsThrough(name, set);
  return { fields: feeding.map(({ target }) => target.label), options: optionsOf(feeding) };
}

/** What cannot be right about a crosswalk; labels lead to free text, everything else to a choice of the target. */
function problemsOf(crosswalk: Crosswalk, options: readonly FieldOption[]): FieldProblem[] {
  const isLabel = crosswalk.name === 'label';
  const leads = (to: string) => (isLabel ? to.trim() !== '' : options.some(({ id }) => id === to));
  const nowhere = isLabel ? 'must be a text' : 'is no choice of the target';
  const froms = crosswalk.table.map(({ from }) => fold(from));
  return [
    ...crosswalk.table.flatMap(({ to }, at) =>
      to === null || leads(to) ? [] : [{ path: `table.${at}.to`, message: nowhere }],
    ),
    ...froms.flatMap((from, at) =>
      froms.indexOf(from) === at ? [] : [{ path: `table.${at}.from`, message: 'stands in the table already' }],
    ),
    ...policyProblems(crosswalk, isLabel, leads, nowhere),
  ];
}

function policyProblems(
  { policy, fallback }: Crosswalk,
  isLabel: boolean,
  leads: (to: string) => boolean,
  nowhere: string,
): FieldProblem[] {
  if (policy === 'keep' && !isLabel)
    return [{ path: 'policy', message: 'only labels can be kept as they are: the target takes one of its choices' }];
  if (policy === 'default' && fallback === undefined)
    return [{ path: 'fallback', message: 'is needed for this policy' }];
  return fallback === undefined || leads(fallback) ? [] : [{ path: 'fallback', message: nowhere }];
}
