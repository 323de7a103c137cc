import { useQuery } from '@tanstack/react-query';
import { integrationsQuery, useEnds } from './integration-queries.ts';

/** A text of the server, which speaks of the source and the target, with the names by which the firm knows the two. */
export type Named = (text: string) => string;

export function useNamed(integrationId: string): Named {
  const { data: integrations } = useQuery(integrationsQuery);
  const ends = useEnds();
  const integration = integrations?.find(({ id }) => id === integrationId);
  if (!integration) return (text) => text;
  const target = ends.target(integration);
  const source = integration.source === 'intake' ? 'the intake' : ends.source(integration);
  const atStart = source.charAt(0).toUpperCase() + source.slice(1);
  return (text) =>
    text
      .replaceAll(/\b[Tt]he target\b/g, target)
      .replaceAll(/\bThe source\b/g, atStart)
      .replaceAll(/\bthe source\b/g, source);
}
