import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import type { Question } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { integrationsQuery } from '../integrations/integration-queries.ts';

export interface OpenQuestion extends Question {
  readonly integrationId: string;
}

/** As many as a person looks at in one go; the oldest come first, and the next follow when these are answered. */
const atMost = 100;

const questionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['attention', id],
    queryFn: async () => {
      const params = { path: { id }, query: { limit: atMost } };
      const { items, nextCursor } = await answer(api.GET('/v1/integrations/{id}/attention', { params }));
      return { items: items.map((item) => ({ ...item, integrationId: id })), more: nextCursor !== undefined };
    },
  });

/** What waits for an answer about one matter. */
export const matterQuestionsQuery = (id: string, matter: string) =>
  queryOptions({
    queryKey: ['attention', id, matter],
    queryFn: async () => {
      const params = { path: { id }, query: { limit: atMost, matter } };
      return (await answer(api.GET('/v1/integrations/{id}/attention', { params }))).items;
    },
  });

/** What waits for a person in all integrations, oldest first; `more` where there are more than these. */
export function useOpenQuestions() {
  const integrations = useQuery(integrationsQuery);
  const found = useQueries({ queries: (integrations.data ?? []).map(({ id }) => questionsQuery(id)) });
  const asked = [integrations, ...found];
  return {
    questions: found.flatMap(({ data }) => data?.items ?? []).toSorted((a, b) => (a.since < b.since ? -1 : 1)),
    more: found.some(({ data }) => data?.more === true),
    error: asked.find(({ error }) => error)?.error,
    /** Something of it is not known yet, be it that it is on its way or that it did not come. */
    isUnknown: asked.some(({ data }) => data === undefined),
    isPending: asked.some(({ isPending }) => isPending),
    askAgain: () => Promise.all(asked.filter(({ error }) => error).map(({ refetch }) => refetch())),
  };
}

/** `100+` where the list was cut. */
export function questionCount({ questions, more }: Pick<ReturnType<typeof useOpenQuestions>, 'questions' | 'more'>) {
  return `${questions.length}${more ? '+' : ''}`;
}
