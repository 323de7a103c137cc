import { useQueries, useQuery } from '@tanstack/react-query';
import type { Question } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { integrationsQuery } from '../integrations/integration-queries.ts';

export interface OpenQuestion extends Question {
  readonly integrationId: string;
}

/** As many as a person looks at in one go; the oldest come first, and the next follow when these are answered. */
const atMost = 100;

async function questionsOf(id: string): Promise<OpenQuestion[]> {
  const params = { path: { id }, query: { limit: atMost } };
  const { items } = await answer(api.GET('/v1/integrations/{id}/attention', { params }));
  return items.map((item) => ({ ...item, integrationId: id }));
}

/** What waits for a person in all integrations, oldest first. */
export function useOpenQuestions() {
  const { data: integrations = [], isPending } = useQuery(integrationsQuery);
  const found = useQueries({
    queries: integrations.map(({ id }) => ({ queryKey: ['attention', id], queryFn: () => questionsOf(id) })),
  });
  return {
    questions: found.flatMap(({ data = [] }) => data).toSorted((a, b) => (a.since < b.since ? -1 : 1)),
    error: found.find(({ error }) => error)?.error,
    isPending: isPending || found.some((one) => one.isPending),
  };
}
