import { Integration } from './answers.ts';
import type { ApiClient } from './api-client.ts';
import { UsageError } from './failures.ts';

/** The integration that was named, or the only one there is. */
export async function chooseIntegration(api: ApiClient, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const [only, ...others] = await api.whole('/v1/integrations', Integration);
  if (!only) throw new UsageError('The firm has no integration yet: POST /v1/integrations makes one.');
  if (others.length === 0) return only.id;
  const known = [only, ...others].map(({ id, source, target }) => `  ${id}  (${source} → ${target})`);
  throw new UsageError(['Say which integration with --integration:', ...known].join('\n'));
}
