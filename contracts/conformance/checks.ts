import type { Plugin } from '../plugin.ts';
import { authorization } from './authorization.suite.ts';
import type { Check, Suite } from './check.ts';
import { creates } from './creates.suite.ts';
import { documents } from './documents.suite.ts';
import { fields } from './fields.suite.ts';
import { likeness } from './likeness.suite.ts';
import { outcomes } from './outcomes.suite.ts';
import { records } from './records.suite.ts';
import { rows } from './rows.suite.ts';
import type { OpenSandbox, SandboxOptions } from './sandbox.ts';
import { Scene } from './scene.ts';
import { updates } from './updates.suite.ts';

const always: readonly Suite[] = [
  fields,
  records,
  updates,
  rows,
  creates,
  likeness,
  documents,
  outcomes,
  authorization,
];
/** What depends on whether contacts and matters carry our key. */
const withoutKeyFields: readonly Suite[] = [creates, likeness];

export interface PlacedCheck extends Check {
  readonly title: string;
  readonly options: SandboxOptions;
}

/** Every check that a target plugin must pass, with the account that it wants. */
export function checksOf(plugin: Plugin): readonly PlacedCheck[] {
  if (!plugin.roles.includes('target')) return [];
  const placed = (suites: readonly Suite[], options: SandboxOptions, where: string): PlacedCheck[] =>
    suites.flatMap(({ title, checks }) => checks.map((check) => ({ ...check, title: `${title}${where}`, options })));
  const keyed = Object.values(plugin.capabilities?.kinds ?? {}).some(({ createKey }) => createKey === 'searchable');
  return [
    ...placed(always, { keyFields: true }, ''),
    ...(keyed ? placed(withoutKeyFields, { keyFields: false }, ', without key fields') : []),
  ];
}

/** Runs one check on an account of its own; throws where the plugin fails, `NotApplicable` where it does not apply. */
export async function runCheck(plugin: Plugin, openSandbox: OpenSandbox, check: PlacedCheck): Promise<void> {
  const sandbox = await openSandbox(check.options);
  try {
    await check.run(await Scene.open(plugin, sandbox));
  } finally {
    await sandbox.close();
  }
}
